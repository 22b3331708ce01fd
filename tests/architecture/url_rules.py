"""The words of the table of addresses: people, places, answers, and the rules that join them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from portee.kernel.actor import STAFF_ROLES, RoleKind


class Answer(StrEnum):
    """What an address does with somebody."""

    PAGE = "200"
    ELSEWHERE = "leads elsewhere on this site"
    SIGN_IN = "leads to the sign-in page"
    UNKNOWN_MACHINE = "401"
    REFUSED = "403"
    ABSENT = "404"
    NOT_THIS_WAY = "405"
    CORRECT_IT = "422"
    BAD_GATEWAY = "502"


@dataclass(frozen=True)
class Persona:
    """Somebody who asks: the role, and the places it reaches (`here` is the valley, `there` the hills)."""

    name: str
    kind: RoleKind | None = None
    reach: frozenset[str] = frozenset()

    @property
    def is_visitor(self) -> bool:
        return self.name == "visitor"

    @property
    def is_staff(self) -> bool:
        return self.kind in STAFF_ROLES

    @property
    def manages_all(self) -> bool:
        return self.kind == RoleKind.NETWORK_MANAGER and len(self.reach) == 2


PLACES = ("here", "there")
HERE = frozenset({"here"})
PERSONAS = (
    Persona("visitor"),
    Persona("nobody"),
    *(Persona(kind.value, kind, HERE) for kind in RoleKind),
    Persona("county-manager", RoleKind.NETWORK_MANAGER, frozenset(PLACES)),
)

Rule = Callable[[Persona, str], Answer]


def everybody(answer: Answer) -> Rule:
    """The same for all."""
    return lambda _persona, _place: answer


def by_session(*, visitor: Answer, signed_in: Answer) -> Rule:
    """One answer for visitors, another for whoever signed in."""
    return lambda persona, _place: visitor if persona.is_visitor else signed_in


def at_the_entrance(inside: Rule) -> Rule:
    """The back office: visitors sign in first, those without a staff role are refused, the rest is `inside`."""

    def rule(persona: Persona, place: str) -> Answer:
        if persona.is_visitor:
            return Answer.SIGN_IN
        return inside(persona, place) if persona.is_staff else Answer.REFUSED

    return rule


def for_roles(*kinds: RoleKind, then: Answer) -> Rule:
    """A screen of the back office: for these roles wherever they are held."""
    return at_the_entrance(
        lambda persona, _place: then if persona.kind in kinds else Answer.REFUSED
    )


def for_rows_of(*kinds: RoleKind, then: Answer, others: Answer = Answer.REFUSED) -> Rule:
    """A row of the back office: for these roles at its place; out of reach it does not exist."""

    def inside(persona: Persona, place: str) -> Answer:
        if persona.kind not in kinds:
            return others
        return then if place in persona.reach else Answer.ABSENT

    return at_the_entrance(inside)


def for_managers_of_all(then: Answer, *, others: Answer = Answer.REFUSED) -> Rule:
    """What belongs to the whole installation."""
    return at_the_entrance(lambda persona, _place: then if persona.manages_all else others)


CLOSED = at_the_entrance(everybody(Answer.ABSENT))

Values = Callable[[Any, str], Mapping[str, Any]]


def nothing(_world: Any, _place: str) -> Mapping[str, Any]:
    """No value, no field."""
    return {}


@dataclass(frozen=True)
class Row:
    """What an address answers to GET and POST; `values` fill its route, `data` is what is posted."""

    get: Rule
    post: Rule
    values: Values = field(default=nothing)
    data: Values = field(default=nothing)


READ_ONLY = Row(everybody(Answer.PAGE), everybody(Answer.NOT_THIS_WAY))
PUBLIC = Row(everybody(Answer.PAGE), everybody(Answer.PAGE))
