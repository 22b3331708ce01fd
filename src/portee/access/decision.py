"""The one decision: may somebody open an offer? Total, pure, and closed in doubt.

Badges, filters, buttons, the API, tickets and launches all ask here. `decide` stops at the first way in; `explain`
walks the same rules to the end, for staff. How a reason is said stands in `wording.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portee.access.question import HolderKind, Question, Tie
from portee.access.rules import CLOSING, NARROWING, Case, Reason, counted_at

__all__ = ["Decision", "Reason", "Step", "decide", "explain"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no and why. `right_id` and `establishment_id` say by which right, at which establishment."""

    reason: Reason
    right_id: int | None = None
    establishment_id: int | None = None

    @property
    def is_allowed(self) -> bool:
        """Whether the offer opens."""
        return self.reason is Reason.YES


class StepKind(StrEnum):
    """What a step of a trace was about: the offer itself, or one right with one tie of the person."""

    OFFER = "offer"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Step:
    """One rule as it was asked, for the trace: `refusal` is its reason, None when it let pass."""

    kind: StepKind
    rule: str
    refusal: Reason | None
    right_id: int | None = None
    tie: Tie | None = None


_ORDER: Final = {reason: place for place, reason in enumerate(Reason)}


def decide(question: Question) -> Decision:
    """Answer. The first way in counts; without any, the refusal that was nearest to a yes."""
    for rule in CLOSING:
        refusal = rule(question)
        if refusal is not None:
            return Decision(refusal)
    nearest = Decision(_without_ties(question))
    for case in _cases(question):
        answer = _answer(case)
        if answer is Reason.YES:
            return Decision(answer, case.right.id, counted_at(case))
        if _ORDER[answer] > _ORDER[nearest.reason]:
            nearest = Decision(answer, case.right.id, counted_at(case))
    return nearest


def _answer(case: Case) -> Reason:
    for rule in NARROWING:
        refusal = rule(case)
        if refusal is not None:
            return refusal
    return Reason.YES


def explain(question: Question) -> tuple[Step, ...]:
    """Every rule with its answer, in the order in which they are asked: why somebody did, or did not, get in."""
    steps = [Step(StepKind.OFFER, _name(rule), rule(question)) for rule in CLOSING]
    steps += [
        Step(StepKind.RIGHT, _name(rule), rule(case), case.right.id, case.tie)
        for case in _cases(question)
        for rule in NARROWING
    ]
    return tuple(steps)


def _name(rule: Callable[..., Reason | None]) -> str:
    return rule.__name__


def _without_ties(question: Question) -> Reason:
    """What is said when no right meets any tie: whoever has none is told to sign in or to register."""
    person = question.person
    if person.account_id is None:
        return Reason.SIGN_IN
    if not person.is_active:
        return Reason.ACCOUNT_CLOSED
    return Reason.NOT_TAKING_PART if person.ties else Reason.NOT_REGISTERED


def _cases(question: Question) -> Iterator[Case]:
    """Each right with each tie that it may be about; a right of everybody has no need of a tie."""
    for right in question.rights:
        if right.holder is HolderKind.EVERYBODY:
            yield Case(question, right, None)
            continue
        for tie in question.person.ties:
            if right.meets(tie):
                yield Case(question, right, tie)
