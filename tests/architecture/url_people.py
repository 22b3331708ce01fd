"""The people of the table of addresses: readers, roles, requests, memberships, and where each is reached."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from portee.kernel.actor import RoleKind
from portee.network.models import Establishment
from portee.people.models import (
    AddressChange,
    Membership,
    ReaderList,
    Registration,
    RegistrationDraft,
    Role,
)
from portee.people.services.activation import issue_code
from portee.people.signed_number import Use, sealed
from tests.architecture.url_rules import (
    PUBLIC,
    READ_ONLY,
    Answer,
    Persona,
    Row,
    Rule,
    by_session,
    everybody,
)

PAGE, ELSEWHERE = Answer.PAGE, Answer.ELSEWHERE

READER = {"here": "resident", "there": "hills-reader"}
LIBRARY = {"here": "valley-library", "there": "hills-library"}


def reader(world: Any, place: str) -> Mapping[str, Any]:
    """The account of a reader of the place."""
    return {"pk": world.accounts[READER[place]].pk}


def reader_role(world: Any, place: str) -> Mapping[str, Any]:
    """The role of that reader."""
    return {"pk": Role.objects.get(account=world.accounts[READER[place]]).pk}


def library(world: Any, place: str) -> Mapping[str, Any]:
    """The library of the place."""
    return {"pk": world.nodes[LIBRARY[place]].pk}


def library_code(_world: Any, place: str) -> Mapping[str, Any]:
    """The code of that library."""
    return {"code": LIBRARY[place]}


def next_month(_world: Any, _place: str) -> Mapping[str, Any]:
    """A last day that may be given to a role."""
    return {"end_date": (timezone.localdate() + timedelta(days=30)).isoformat()}


def registering_library(world: Any, place: str) -> Mapping[str, Any]:
    """The code of the library of the place, which takes requests on line."""
    Establishment.objects.filter(pk=world.nodes[LIBRARY[place]].pk).update(
        registration_delay_days=7
    )
    return library_code(world, place)


def registration(world: Any, place: str, *, email: str = "") -> Mapping[str, Any]:
    """A request made to that library."""
    now = timezone.now()
    found, _ = Registration.objects.get_or_create(
        email=email or f"{place}@example.org",
        establishment=world.nodes[LIBRARY[place]],
        defaults={
            "display_name": "Camille",
            "birth_year": 1990,
            "commune": place,
            "language": "fr",
            "consented_at": now,
            "submitted_at": now,
            "due_at": now,
        },
    )
    return {"pk": found.pk}


def followed_registration(world: Any, place: str) -> Mapping[str, Any]:
    """The address where that request is followed."""
    return {"ticket": sealed(registration(world, place)["pk"], Use.FOLLOW)}


def consented_registration(world: Any, place: str) -> Mapping[str, Any]:
    """The address where a guardian would consent to it."""
    return {"ticket": sealed(registration(world, place)["pk"], Use.CONSENT)}


def registration_draft(world: Any, place: str) -> Mapping[str, Any]:
    """A request being filled in, with all its answers."""
    found = RegistrationDraft.objects.create(
        establishment=world.nodes[LIBRARY[place]],
        display_name="Camille",
        birth_year=1990,
        commune=place,
        email="camille@example.org",
        changed_at=timezone.now(),
    )
    return {"ticket": sealed(found.pk, Use.DRAFT)}


def membership(world: Any, place: str) -> Mapping[str, Any]:
    """A year of the reader of that library."""
    today = timezone.localdate()
    found, _ = Membership.objects.get_or_create(
        account=world.accounts[READER[place]],
        establishment=world.nodes[LIBRARY[place]],
        start_date=today,
        defaults={"end_date": today + timedelta(days=364)},
    )
    return {"pk": found.pk}


def address_change(world: Any, place: str) -> Mapping[str, Any]:
    """A change of address that the reader of the place asked for."""
    account = world.accounts[READER[place]]
    AddressChange.objects.filter(account=account).delete()
    found = AddressChange.objects.create(
        account=account, email=f"{place}-neuve@example.org", asked_at=timezone.now()
    )
    return {"ticket": sealed(found.pk, Use.ADDRESS)}


def activation_code(world: Any, _place: str) -> Mapping[str, Any]:
    """A code printed for somebody who has no password."""
    account = world.accounts["hills-reader"]
    account.set_unusable_password()
    account.save(update_fields=["password"])
    return {"code": issue_code(account_id=account.pk, at=timezone.now())}


def reader_list(world: Any, place: str) -> Mapping[str, Any]:
    """A list of readers that was applied at the library of the place, sent by its librarian."""
    found, _ = ReaderList.objects.get_or_create(
        establishment=world.nodes[LIBRARY[place]],
        sender=world.accounts[{"here": "librarian", "there": "hills-librarian"}[place]],
        defaults={
            "role_kind": RoleKind.PUPIL,
            "state": "applied",
            "file_name": "classe.csv",
            "sent_at": timezone.now(),
        },
    )
    return {"pk": found.pk}


ENROLLERS = (RoleKind.TEACHER, RoleKind.LIBRARIAN, RoleKind.NETWORK_MANAGER)


def enrolling(then: Answer, *, others: Answer = Answer.REFUSED) -> Rule:
    """The class lists: for those who enrol somewhere; a list belongs to whoever sent it."""

    def rule(persona: Persona, place: str) -> Answer:
        if persona.is_visitor:
            return Answer.SIGN_IN
        if persona.kind not in ENROLLERS:
            return Answer.REFUSED
        is_sender = persona.kind is RoleKind.LIBRARIAN and place in persona.reach
        return then if others is Answer.REFUSED or is_sender else others

    return rule


CLASS_ROWS = {
    "mes-classes/": Row(enrolling(PAGE), enrolling(Answer.CORRECT_IT)),
    "mes-classes/<int:pk>/": Row(
        enrolling(PAGE, others=Answer.ABSENT),
        enrolling(ELSEWHERE, others=Answer.ABSENT),
        values=reader_list,
    ),
    "mes-classes/<int:pk>/colonnes/": Row(
        enrolling(ELSEWHERE, others=Answer.ABSENT),
        enrolling(ELSEWHERE, others=Answer.ABSENT),
        values=reader_list,
    ),
    "mes-classes/<int:pk>/feuilles/": Row(
        everybody(Answer.NOT_THIS_WAY), enrolling(PAGE, others=Answer.ABSENT), values=reader_list
    ),
}

PEOPLE_ROWS = {
    "connexion/": Row(
        by_session(visitor=PAGE, signed_in=ELSEWHERE), by_session(visitor=PAGE, signed_in=ELSEWHERE)
    ),
    "deconnexion/": Row(by_session(visitor=ELSEWHERE, signed_in=PAGE), everybody(ELSEWHERE)),
    "connexion/compte-ferme/": READ_ONLY,
    "mot-de-passe/oublie/": PUBLIC,
    "mot-de-passe/oublie/envoye/": READ_ONLY,
    "mot-de-passe/choisi/": READ_ONLY,
    r"^mot-de-passe/choisir/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": PUBLIC,
    "mot-de-passe/changer/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
        by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
    ),
    **CLASS_ROWS,
    "mon-compte/donnees/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.NOT_THIS_WAY),
    ),
    "mon-compte/donnees/telecharger/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.NOT_THIS_WAY),
        by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
    ),
    "mon-compte/donnees/effacer/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.CORRECT_IT),
    ),
    "mon-compte/adresse/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.CORRECT_IT),
    ),
    "mon-compte/adresse/<str:ticket>/": Row(
        everybody(PAGE), everybody(PAGE), values=address_change
    ),
    "compte-efface/": READ_ONLY,
    "mon-compte/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.CORRECT_IT),
    ),
}

CORRECTED = everybody(Answer.CORRECT_IT)

REGISTRATION_ROWS = {
    "inscription/": Row(everybody(PAGE), CORRECTED),
    "inscription/envoyee/<slug:code>/": Row(
        READ_ONLY.get, READ_ONLY.post, values=registering_library
    ),
    "inscription/suivi/<str:ticket>/": Row(
        everybody(PAGE), CORRECTED, values=followed_registration
    ),
    "inscription/accord/<str:ticket>/": Row(
        everybody(PAGE), everybody(ELSEWHERE), values=consented_registration
    ),
    "activer/": Row(everybody(PAGE), CORRECTED),
    "activer/<str:code>/": Row(
        everybody(ELSEWHERE), everybody(Answer.NOT_THIS_WAY), values=activation_code
    ),
    "inscription/<str:ticket>/qui/": Row(everybody(PAGE), CORRECTED, values=registration_draft),
    "inscription/<str:ticket>/contact/": Row(everybody(PAGE), CORRECTED, values=registration_draft),
    "inscription/<str:ticket>/justificatif/": Row(
        everybody(ELSEWHERE), everybody(ELSEWHERE), values=registration_draft
    ),
    "inscription/<str:ticket>/verifier/": Row(
        everybody(PAGE), CORRECTED, values=registration_draft
    ),
}
