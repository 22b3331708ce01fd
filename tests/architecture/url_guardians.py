"""The rows of whoever answers for a child, and of the child."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from portee.people.models import GuardianLink, Registration
from portee.people.signed_number import Use, sealed
from tests.architecture.url_people import READER, registration
from tests.architecture.url_rules import Answer, Row, by_session, everybody

PAGE, ELSEWHERE = Answer.PAGE, Answer.ELSEWHERE


def guardian_link(world: Any, place: str) -> Mapping[str, Any]:
    """The link of a guardian who is nobody of this table: not even managers see it."""
    found, _ = GuardianLink.objects.get_or_create(
        child=world.accounts[READER[place]],
        defaults={"birth_year": timezone.localdate().year - 9, "consented_at": timezone.now()},
    )
    return {"pk": found.pk}


def guardian_offer(world: Any, place: str) -> Mapping[str, Any]:
    """The address that the guardian of a request received; the request waits for its decision."""
    found = registration(world, place)["pk"]
    Registration.objects.filter(pk=found).update(
        needs_guardian=True, guardian_consented_at=timezone.now()
    )
    return {"ticket": sealed(found, Use.GUARDIAN)}


def claimed_registration(world: Any, place: str) -> Mapping[str, Any]:
    """The address that the account of a child received, whose own address was given for a request."""
    found = registration(world, place, email=world.accounts["nobody"].email)["pk"]
    Registration.objects.filter(pk=found).update(needs_guardian=True)
    return {"ticket": sealed(found, Use.CLAIM)}


NOBODYS_CHILD = Row(
    by_session(visitor=Answer.SIGN_IN, signed_in=Answer.ABSENT),
    by_session(visitor=Answer.SIGN_IN, signed_in=Answer.ABSENT),
    values=guardian_link,
)
GUARDIAN_ROWS = {
    "inscription/mon-compte/<str:ticket>/": Row(
        everybody(PAGE), everybody(ELSEWHERE), values=claimed_registration
    ),
    "responsable/<str:ticket>/": Row(
        everybody(PAGE),
        by_session(visitor=Answer.CORRECT_IT, signed_in=ELSEWHERE),
        values=guardian_offer,
    ),
    "mon-compte/responsables/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.ABSENT),
    ),
    "mon-compte/enfants/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.NOT_THIS_WAY),
    ),
    "mon-compte/enfants/<int:pk>/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.ABSENT),
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.NOT_THIS_WAY),
        values=guardian_link,
    ),
    "mon-compte/enfants/<int:pk>/telecharger/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.NOT_THIS_WAY),
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.ABSENT),
        values=guardian_link,
    ),
    "mon-compte/enfants/<int:pk>/retirer/": NOBODYS_CHILD,
    "mon-compte/enfants/<int:pk>/effacer/": NOBODYS_CHILD,
}
