"""The people of the demonstration network: one account for each role, at the establishment where it makes sense."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from portee.kernel.actor import Actor, RoleKind
from portee.network import api as network
from portee.people import api as people

ACCOUNTS_FILE = "demo-accounts.json"
PASSWORD_BYTES = 9
"""Twelve characters to type, drawn for each installation."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody of the demonstration: a role, where it is held, how it is called in French."""

    kind: RoleKind
    establishment_code: str
    display_name: str
    label: str

    @property
    def email(self) -> str:
        """The address that signs in; `.example` belongs to nobody."""
        return f"{self.kind.value}@demo.example"


ROOT = "tarn-et-garonne"
LIBRARY = "memo-mediatheque-de-montauban"
CONSERVATOIRE = "conservatoire-montauban"

PERSONAS = (
    Persona(RoleKind.NETWORK_MANAGER, ROOT, "Inès Responsable", "Responsable du réseau"),
    Persona(RoleKind.LIBRARIAN, LIBRARY, "Marc Bibliothécaire", "Bibliothécaire à Montauban"),
    Persona(RoleKind.WRITER, LIBRARY, "Salomé Rédactrice", "Rédactrice à Montauban"),
    Persona(RoleKind.MODERATOR, ROOT, "Yanis Modérateur", "Modérateur du réseau"),
    Persona(
        RoleKind.PARTNER_COORDINATOR, ROOT, "Nora Coordinatrice", "Coordinatrice des partenaires"
    ),
    Persona(RoleKind.TEACHER, CONSERVATOIRE, "Paul Enseignant", "Enseignant au conservatoire"),
    Persona(RoleKind.PUPIL, CONSERVATOIRE, "Lila Élève", "Élève du conservatoire"),
    Persona(RoleKind.GUARDIAN, CONSERVATOIRE, "Claire Parent", "Responsable légale d’une élève"),
    Persona(RoleKind.RESIDENT, LIBRARY, "Amir Usager", "Usager de la médiathèque"),
    Persona(RoleKind.TESTER, CONSERVATOIRE, "Zoé Testeuse", "Testeuse"),
)

VIRTUAL = "bibliotheque-numerique"

REQUESTS: tuple[tuple[int, dict[str, Any]], ...] = (
    (
        6,
        {
            "establishment": LIBRARY,
            "facts": {
                "display_name": "Jeanne Lafon",
                "birth_year": 1958,
                "commune": "Montauban",
                "email": "jeanne@demo.example",
            },
        },
    ),
    (
        1,
        {
            "establishment": LIBRARY,
            "facts": {
                "display_name": "Mehdi Carrière",
                "birth_year": 1994,
                "commune": "Bressols",
                "email": "mehdi@demo.example",
            },
        },
    ),
    (
        0,
        {
            "establishment": LIBRARY,
            "facts": {
                "display_name": "Solène Vidal",
                "birth_year": 2003,
                "commune": "Montauban",
                "email": "solene@demo.example",
            },
        },
    ),
    (
        1,
        {
            "establishment": LIBRARY,
            "facts": {
                "display_name": "Noé Vidal",
                "birth_year": 2015,
                "commune": "Montauban",
                "guardian_email": "parent@demo.example",
            },
        },
    ),
    (
        2,
        {
            "establishment": VIRTUAL,
            "facts": {
                "display_name": "Paul Estève",
                "birth_year": 1971,
                "commune": "Caylus",
                "email": "paul@demo.example",
            },
        },
    ),
)
"""Who asks to be registered in the demonstration, and how many days before; invented people."""


def create_accounts(*, data_dir: Path, actor: Actor, at: datetime) -> int:
    """Create the accounts that miss, and note their passwords in the data folder; gives how many were created.

    Passwords are random and known by that file alone, readable by its owner only. Accounts that exist are left alone.
    """
    noted = _noted(data_dir / ACCOUNTS_FILE)
    created = 0
    for persona in PERSONAS:
        if people.find_account(email=persona.email) is None:
            password = secrets.token_urlsafe(PASSWORD_BYTES)
            _create(persona, password=password, actor=actor, at=at)
            noted[persona.email] = {
                "email": persona.email,
                "password": password,
                "label": persona.label,
            }
            created += 1
    if created:
        _register(actor=actor, at=at)
        _note(data_dir / ACCOUNTS_FILE, list(noted.values()))
    return created


def _create(persona: Persona, *, password: str, actor: Actor, at: datetime) -> None:
    account = people.create_account(
        email=persona.email,
        display_name=persona.display_name,
        password=password,
        actor=actor,
        at=at,
    )
    people.grant_role(
        account_id=account.id,
        establishment_id=_id_of(persona.establishment_code),
        kind=persona.kind,
        start_date=timezone.localdate(at),
        actor=actor,
        at=at,
    )


def _register(*, actor: Actor, at: datetime) -> None:
    """A reader and a child are registered; requests wait, some late, one of a child whose guardian is asked."""
    resident = people.find_account(email=f"{RoleKind.RESIDENT.value}@demo.example")
    if resident:
        people.start_membership(
            account_id=resident.id, establishment_id=_id_of(LIBRARY), actor=actor, at=at
        )
    _register_child(at=at)
    for days_ago, asked in REQUESTS:
        wish = people.Wish(establishment_id=_id_of(asked["establishment"]), **asked["facts"])
        people.submit_registration(wish, at=at - timedelta(days=days_ago))


def _register_child(*, at: datetime) -> None:
    """Register a child of nine whose guardian consented, as the librarian does."""
    librarian = people.find_account(email=f"{RoleKind.LIBRARIAN.value}@demo.example")
    wish = people.Wish(
        establishment_id=_id_of(LIBRARY),
        display_name="Tom Parent",
        birth_year=at.year - 9,
        commune="Montauban",
        guardian_email=f"{RoleKind.GUARDIAN.value}@demo.example",
    )
    number = people.submit_registration(wish, at=at)
    if librarian is None or number is None:
        return
    people.consent_as_guardian(registration_id=number, at=at)
    deciding = people.actor_of(account_id=librarian.id, on=timezone.localdate(at))
    people.accept_registration(registration_id=number, actor=deciding, at=at)


def _id_of(code: str) -> int:
    establishment = network.find_establishment(code)
    if establishment is None:
        raise LookupError(code)
    return establishment.id


def _noted(path: Path) -> dict[str, dict[str, str]]:
    try:
        return {entry["email"]: entry for entry in json.loads(path.read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _note(path: Path, entries: list[dict[str, str]]) -> None:
    """Write the file whole or not at all, unreadable to others from its first byte."""
    draft = path.with_suffix(".draft")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draft.replace(path)
