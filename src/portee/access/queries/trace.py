"""The trace of a decision, in words for staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portee.access.decision import Decision, Step, decide, explain
from portee.access.models import Offer
from portee.access.queries.situation import read_person, read_situation
from portee.access.question import Tie
from portee.access.wording import Advice, advice_for
from portee.network import api as network
from portee.people.api import role_label

RULES: Mapping[str, str | Promise] = {
    "offered": gettext_lazy("The offer is shown to readers"),
    "offer_started": gettext_lazy("The offer has begun"),
    "offer_lasts": gettext_lazy("The offer is not over"),
    "account_open": gettext_lazy("The account is open"),
    "right_started": gettext_lazy("The right has begun"),
    "right_lasts": gettext_lazy("The right is not over"),
    "role_held": gettext_lazy("The role that the right asks for"),
    "tie_lasts": gettext_lazy("The registration, or the role, is in force"),
    "card_good": gettext_lazy("The card is good"),
    "age_fits": gettext_lazy("The age"),
    "commune_served": gettext_lazy("The commune"),
    "place_fits": gettext_lazy("Where the reader is"),
    "establishment_has_some": gettext_lazy("Openings of the establishment this year"),
    "year_has_some": gettext_lazy("Openings of all this year"),
    "tokens_left": gettext_lazy("Tokens left"),
    "month_has_some": gettext_lazy("Openings of all this month"),
    "person_has_some": gettext_lazy("Openings of the reader this month"),
    "seat_free": gettext_lazy("A seat is free"),
}
"""What each rule asks; a test holds that none is missing."""


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One rule: what it asks, whether it let pass, and why not."""

    rule: str | Promise
    passed: bool
    why: str | Promise


@dataclass(frozen=True, slots=True)
class TraceBlock:
    """The rules of one right with one tie, or of the offer itself; `title` says which."""

    title: str
    lines: Sequence[TraceLine]


@dataclass(frozen=True, slots=True)
class Trace:
    """The whole answer: what the reader reads, and every rule behind it."""

    offer: Offer
    decision: Decision
    advice: Advice
    blocks: Sequence[TraceBlock]
    ties: Sequence[str]


def read_trace(*, offer: Offer, account_id: int, at: datetime) -> Trace:
    """Ask again for a reader, from outside of any establishment, now; six queries at most."""
    person = read_person(account_id)
    question = read_situation(person=person, at=at, offer_ids=[offer.pk]).question(offer)
    decision = decide(question)
    names = {
        one.id: one.full_name
        for one in network.list_establishments(ids=[tie.establishment_id for tie in person.ties])
    }
    return Trace(
        offer=offer,
        decision=decision,
        advice=advice_for(decision.reason),
        blocks=_blocks(explain(question), names),
        ties=[_tie_in_words(tie, names) for tie in person.ties],
    )


def _blocks(steps: Sequence[Step], names: Mapping[int, str]) -> list[TraceBlock]:
    grouped: dict[tuple[int | None, Tie | None], list[TraceLine]] = {}
    for step in steps:
        why = advice_for(step.refusal).why if step.refusal else ""
        line = TraceLine(rule=RULES[step.rule], passed=step.refusal is None, why=why)
        grouped.setdefault((step.right_id, step.tie), []).append(line)
    return [
        TraceBlock(_title(right_id, tie, names), lines)
        for (right_id, tie), lines in grouped.items()
    ]


def _title(right_id: int | None, tie: Tie | None, names: Mapping[int, str]) -> str:
    if right_id is None:
        return _("The offer")
    if tie is None:
        return _("Right no. %(id)d, for everybody") % {"id": right_id}
    return _("Right no. %(id)d, by: %(tie)s") % {
        "id": right_id,
        "tie": _tie_in_words(tie, names),
    }


def _tie_in_words(tie: Tie, names: Mapping[int, str]) -> str:
    where = names.get(tie.establishment_id, "")
    what = role_label(tie.role) if tie.role else _("registration")
    return f"{what}, {where}"
