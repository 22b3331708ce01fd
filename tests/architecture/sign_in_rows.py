"""The rows of the table of addresses about signing in: links, passkeys, the second step, open sessions."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from portee.kernel.actor import RoleKind
from portee.people.services import sign_in_link
from tests.architecture.directory_rows import provider
from tests.architecture.url_people import CORRECTED, reader
from tests.architecture.url_rules import (
    READ_ONLY,
    Answer,
    Persona,
    Row,
    at_the_entrance,
    by_session,
    everybody,
)

PAGE, ELSEWHERE, SIGN_IN = Answer.PAGE, Answer.ELSEWHERE, Answer.SIGN_IN


def sign_in_token(world: Any, _place: str) -> Mapping[str, Any]:
    """A link that a reader has just received."""
    at = timezone.now() + timedelta(hours=1)
    with patch("secrets.token_urlsafe", return_value="a-token-of-the-table"):
        sign_in_link.send_link(email=world.accounts["hills-reader"].email, at=at)
    return {"token": "a-token-of-the-table"}


def own(answer: Answer, *, post: Answer) -> Row:
    """A page about oneself: whoever is signed in, and nobody else."""
    return Row(
        by_session(visitor=SIGN_IN, signed_in=answer), by_session(visitor=SIGN_IN, signed_in=post)
    )


def set_back(persona: Persona, place: str) -> Answer:
    """What only the managers above a person do, librarians see."""
    if persona.kind not in {RoleKind.LIBRARIAN, RoleKind.NETWORK_MANAGER}:
        return Answer.ABSENT
    if place not in persona.reach:
        return Answer.ABSENT
    return ELSEWHERE if persona.kind == RoleKind.NETWORK_MANAGER else Answer.REFUSED


def seen_only(persona: Persona, place: str) -> Answer:
    """The same by GET: done by a button only."""
    found = set_back(persona, place)
    return found if found is Answer.ABSENT else Answer.NOT_THIS_WAY


SECURITY = "mon-compte/securite/"
SIGN_IN_ROWS = {
    "connexion/lien/": Row(everybody(PAGE), CORRECTED),
    "connexion/lien/envoye/": READ_ONLY,
    "connexion/lien/<str:token>/": Row(everybody(PAGE), everybody(ELSEWHERE), values=sign_in_token),
    # Nobody of the table has a card: the page says so, and what is sent is corrected.
    "connexion/carte/": Row(everybody(PAGE), CORRECTED),
    # Nobody has been sent anywhere: whoever comes back starts again; the provider of the table answers nobody.
    "connexion/avec/<int:pk>/": Row(
        everybody(Answer.BAD_GATEWAY), everybody(Answer.NOT_THIS_WAY), values=provider
    ),
    "connexion/retour/<int:pk>/": Row(
        everybody(Answer.BAD_GATEWAY), everybody(Answer.NOT_THIS_WAY), values=provider
    ),
    "connexion/compte/": Row(everybody(Answer.NOT_THIS_WAY), everybody(SIGN_IN)),
    "connexion/cle/": Row(
        by_session(visitor=SIGN_IN, signed_in=ELSEWHERE),
        by_session(visitor=SIGN_IN, signed_in=ELSEWHERE),
    ),
    "connexion/deuxieme-etape/": Row(
        by_session(visitor=SIGN_IN, signed_in=ELSEWHERE),
        by_session(visitor=SIGN_IN, signed_in=ELSEWHERE),
    ),
    "mon-compte/connexions/": own(PAGE, post=ELSEWHERE),
    SECURITY: own(PAGE, post=Answer.NOT_THIS_WAY),
    f"{SECURITY}application/": own(PAGE, post=PAGE),
    # Nobody of the table has set anything up: there is nothing to show, to name or to remove.
    f"{SECURITY}application/retirer/": own(Answer.ABSENT, post=Answer.ABSENT),
    f"{SECURITY}codes/": own(Answer.ABSENT, post=Answer.NOT_THIS_WAY),
    f"{SECURITY}codes/nouveaux/": own(PAGE, post=PAGE),
    f"{SECURITY}cles/ajouter/": own(PAGE, post=PAGE),
    f"{SECURITY}cles/<int:pk>/": own(Answer.ABSENT, post=Answer.ABSENT),
    f"{SECURITY}cles/<int:pk>/retirer/": own(Answer.ABSENT, post=Answer.ABSENT),
    f"{SECURITY}identites/<int:pk>/retirer/": own(Answer.ABSENT, post=Answer.ABSENT),
    "mon-compte/confirmer/": own(PAGE, post=PAGE),
    "mon-compte/confirmer/code/": own(ELSEWHERE, post=ELSEWHERE),
    "mon-compte/confirmer/cle/": own(ELSEWHERE, post=ELSEWHERE),
    "gestion/comptes/<int:pk>/deuxieme-etape/": Row(
        at_the_entrance(seen_only), at_the_entrance(set_back), values=reader
    ),
}
