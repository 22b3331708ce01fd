"""What readers keep in their account: their searches, their lists, the messages that they stop."""

from collections.abc import Mapping
from typing import Any

from portee.portal.models import SavedList
from portee.portal.services.search_alert import stop_token
from tests.architecture.url_rules import Answer, Row, by_session, everybody
from tests.people.world import NOW

PAGE, ELSEWHERE, ABSENT = Answer.PAGE, Answer.ELSEWHERE, Answer.ABSENT


def list_of_nobody_here(world: Any, _place: str) -> Mapping[str, Any]:
    """A list of an account that none of the personas is."""
    account = world.accounts.get("keeper") or world.person("keeper")
    found, _ = SavedList.objects.get_or_create(
        account=account, defaults={"name": "x", "changed_at": NOW}
    )
    return {"pk": found.pk}


def own_token(_world: Any, _place: str) -> Mapping[str, Any]:
    """The seal of an account, as a message carries it: whoever has it may stop its messages, and nothing else."""
    return {"token": stop_token(1)}


MINE = Row(
    by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
    by_session(visitor=Answer.SIGN_IN, signed_in=ELSEWHERE),
)
SENT = Row(
    by_session(visitor=Answer.SIGN_IN, signed_in=Answer.NOT_THIS_WAY),
    by_session(visitor=Answer.SIGN_IN, signed_in=ELSEWHERE),
)

KEPT_ROWS = {
    "mon-compte/recherches/": MINE,
    "mon-compte/recherches/garder/": SENT,
    "mon-compte/listes/": MINE,
    "mon-compte/listes/garder/": Row(
        SENT.get, SENT.post, data=lambda _world, _place: {"name": "x", "entries": "[]"}
    ),
    "mon-compte/listes/<int:pk>/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=ABSENT),
        by_session(visitor=Answer.SIGN_IN, signed_in=ABSENT),
        values=list_of_nobody_here,
        data=lambda _world, _place: {"act": "rename", "name": "y"},
    ),
    "alertes/arreter/<str:token>/": Row(everybody(PAGE), everybody(PAGE), values=own_token),
}
