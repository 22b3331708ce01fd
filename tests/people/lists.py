"""Lists of readers in the tests: sent, compared, applied."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.crypto import get_random_string

from portee.kernel.actor import Actor, RoleKind
from portee.people.models import LineOutcome, ReaderLine, ReaderList
from portee.people.queries.actor import actor_of
from portee.people.reader_lists.columns import Meaning
from portee.people.services.reader_enrolment import apply_list
from portee.people.services.reader_list import (
    Sending,
    begin_applying,
    confirm_columns,
    send_list,
)
from portee.people.services.reader_plan import plan_list
from tests.people.world import NOW, TODAY, World

CLASS = """Nom;Prénom;Année de naissance;Commune;Classe;Mail parent
Martin;Léa;2008;Caylus;Cycle 2;
Durand;Noé;2009;Caylus;Cycle 2;
Petit;Zoé;2010;Septfonds;Cycle 2;
"""


def actor(world: World, name: str) -> Actor:
    """Who somebody of the world is today."""
    return actor_of(account_id=world.accounts[name].pk, on=TODAY)


def send(
    world: World,
    content: str | bytes = CLASS,
    *,
    by: str = "librarian",
    at: str = "valley-library",
    kind: RoleKind = RoleKind.PUPIL,
    moment: datetime = NOW,
    **said: Any,
) -> ReaderList:
    """Send a file."""
    raw = content.encode() if isinstance(content, str) else content
    sending = Sending(
        establishment_id=world.nodes[at].pk, role_kind=kind, file_name="classe.csv", **said
    )
    return send_list(
        sending, chunks=[raw], token=get_random_string(12), actor=actor(world, by), at=moment
    )


def plan(
    world: World,
    content: str | bytes = CLASS,
    *,
    columns: Sequence[Meaning] = (),
    by: str = "librarian",
    moment: datetime = NOW,
    **said: Any,
) -> ReaderList:
    """Send a file and compare it, its columns taken for what they seem."""
    found = send(world, content, by=by, moment=moment, **said)
    meanings = columns or [Meaning(one) for one in found.columns]
    confirm_columns(list_id=found.pk, columns=meanings, actor=actor(world, by))
    return plan_list(list_id=found.pk, at=moment)


def enrol(
    world: World, content: str | bytes = CLASS, *, by: str = "librarian", **said: Any
) -> ReaderList:
    """Send a file, compare it and apply it."""
    return apply(world, plan(world, content, by=by, **said), by=by, moment=said.get("moment", NOW))


def apply(
    world: World, found: ReaderList, *, by: str = "librarian", moment: datetime = NOW
) -> ReaderList:
    """Say yes to a list, and have it applied."""
    begin_applying(list_id=found.pk, actor=actor(world, by))
    return apply_list(list_id=found.pk, actor=actor(world, by), moment=lambda: moment)


def outcomes(found: ReaderList) -> list[LineOutcome]:
    """What each line does, in the order of the file; the absent come last."""
    rows = found.lines.exclude(outcome=LineOutcome.ABSENT).order_by("number")
    return [LineOutcome(one) for one in rows.values_list("outcome", flat=True)]


def line(found: ReaderList, number: int) -> ReaderLine:
    """The line that stands there in the file."""
    return found.lines.get(number=number)


def absent(found: ReaderList) -> list[str]:
    """The names of those whom the list leaves out."""
    rows = found.lines.filter(outcome=LineOutcome.ABSENT).order_by("display_name")
    return list(rows.values_list("display_name", flat=True))
