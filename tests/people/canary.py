"""Somebody whose every value holds one word that nothing else does, and who leaves traces wherever people can."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.test import Client

from portee.kernel.actor import RoleKind, system_actor
from portee.kernel.jobs import run_waiting_jobs
from portee.people.api import actor_of
from portee.people.models import Account, IdentityProvider, Registration, RegistrationDraft
from portee.people.ports import OutsideFacts
from portee.people.services.address_change import ask_address_change
from portee.people.services.membership import start_membership
from portee.people.services.outside_identity import Known, join_identity
from portee.people.services.registration import Wish, submit_registration
from portee.people.services.registration_decision import accept_registration, ask_more
from portee.people.services.registration_handover import hand_over_registration
from portee.people.services.retention import strike_off
from tests.answers import let_go
from tests.people.lists import enrol, plan
from tests.people.wishes import open_registration
from tests.people.world import NOW, TODAY, World, build_world

WORD = "kanari"
EMAIL = f"{WORD}.mail@example.org"
PASSWORD = f"{WORD} chante tout l’hiver"


def leave_traces(world: World) -> Account:
    """Ask, answer, be handed over and accepted; sign in, change one's name and address; be a guardian, be invited."""
    account = _registered(world)
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(user=account, email=EMAIL)
    world.give(account, RoleKind.LIBRARIAN, "valley-library", end=TODAY)
    RegistrationDraft.objects.create(
        establishment=world.nodes["valley-library"],
        display_name=f"{WORD} brouillon",
        guardian_email=EMAIL.upper(),
        changed_at=NOW,
    )
    for consents in (False, True):
        child = _asks(world, email="", guardian_email=EMAIL, birth_year=2019, name="Enfant")
        if consents:
            Registration.objects.filter(pk=child.pk).update(guardian_consented_at=NOW)
    _names_a_child_of_a_list(world)
    _is_known_elsewhere(world, account)
    ask_address_change(
        account_id=account.pk,
        email=f"{WORD}.neuf@example.org",
        actor=actor_of(account_id=account.pk, on=TODAY),
        at=NOW,
    )
    return account


def signed_in(account: Account) -> Client:
    """A browser in which the person signed in with her password and looked around, the back office included."""
    client = Client(SERVER_NAME="localhost")
    answer = client.post("/connexion/", {"login": account.email, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    for path in ("/mon-compte/", "/mon-compte/donnees/", "/gestion/", "/gestion/comptes/"):
        client.get(path)
    client.post("/mon-compte/", {"display_name": f"{WORD} la vive", "language": "fr"})
    let_go(client.post("/mon-compte/donnees/telecharger/"))
    return client


def erase_by_page(client: Client) -> None:
    """Erase the account as the person does: on the page, with her password."""
    answer = client.post("/mon-compte/donnees/effacer/", {"password": PASSWORD})
    assert answer.status_code == 302, answer.content


def strike_off_by_time(account: Account) -> None:
    """Let years pass."""
    account.roles.all().update(end_date=TODAY)
    at = NOW + timedelta(days=3 * 365)
    assert strike_off(actor=system_actor("test"), at=at) == 1


def _is_known_elsewhere(world: World, account: Account) -> None:
    """Sign in by an identity provider."""
    provider = IdentityProvider.objects.create(
        establishment=world.nodes["valley-library"],
        name="Ville",
        issuer="https://idp.example.org",
        client_id="portee",
        is_offered=True,
    )
    join_identity(
        Known(
            provider_id=provider.pk,
            facts=OutsideFacts(issuer=provider.issuer, subject=f"{WORD}-4821", name=WORD),
            language="fr",
        ),
        account_id=account.pk,
        session_key=None,
        at=NOW,
    )


def _names_a_child_of_a_list(world: World) -> None:
    """Be the guardian of a pupil whom lists enrol, change, and cannot read."""
    header = "N° de carte;Nom complet;Année de naissance;Mail parent\n"
    enrol(world, f"{header}7;Ali Roux;2016;{EMAIL}\n", has_guardian_consent=True)
    world.give(Account.objects.get(display_name="Ali Roux"), RoleKind.RESIDENT, "hills-library")
    plan(
        world,
        f"{header}7;Ali Roux;2016;autre@example.org\n"
        f";Zoé Roux;2016;{EMAIL.title()} et autre@example.org\n"
        f";{EMAIL};2016;autre@example.org\n",
        has_guardian_consent=True,
    )


def _registered(world: World) -> Account:
    first = _asks(world, email=EMAIL, birth_year=1990, name=f"{WORD} Lemoine")
    librarian = actor_of(account_id=world.accounts["librarian"].pk, on=TODAY)
    ask_more(registration_id=first.pk, question=f"Êtes-vous {WORD} ?", actor=librarian, at=NOW)
    Registration.objects.filter(pk=first.pk).update(answer=f"oui, {WORD}", state="pending")
    hills = world.nodes["hills-library"].pk
    moved = hand_over_registration(
        registration_id=first.pk, establishment_id=hills, actor=librarian, at=NOW
    )
    hills_librarian = actor_of(account_id=world.accounts["hills-librarian"].pk, on=TODAY)
    accepted = accept_registration(registration_id=moved.pk, actor=hills_librarian, at=NOW)
    account = Account.objects.get(email=EMAIL)
    assert accepted
    start_membership(
        account_id=account.pk,
        establishment_id=world.nodes["valley-library"].pk,
        actor=system_actor("test"),
        at=NOW,
    )
    return account


def _asks(
    world: World, *, email: str, birth_year: int, name: str, guardian_email: str = ""
) -> Registration:
    open_registration(world, "valley-library")
    submit_registration(
        Wish(
            establishment_id=world.nodes["valley-library"].pk,
            display_name=name,
            birth_year=birth_year,
            commune=f"{WORD}ville" if email else "Caylus",
            email=email,
            guardian_email=guardian_email,
        ),
        at=NOW,
    )
    return Registration.objects.latest("pk")


def stay() -> None:
    """Live a life in this installation."""
    signed_in(leave_traces(build_world()))
    run_waiting_jobs()


def leave(way: str) -> None:
    """Leave this installation: `erase` by the page, or struck off by `time`."""
    account = Account.objects.get(email=EMAIL)
    if way == "erase":
        erase_by_page(signed_in(account))
    else:
        strike_off_by_time(account)
    run_waiting_jobs()
