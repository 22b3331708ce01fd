"""All that a decision is made of: frozen values, gathered elsewhere (queries/situation.py), never the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from portee.kernel.actor import RoleKind

EXAMPLE_ACCOUNT: Final = 0
"""The account of an example member: no row ever has it, so that nothing is counted for anybody."""


class Standing(StrEnum):
    """What whoever knows the reader says of her today. `UNKNOWN` and `TIMED_OUT`: nobody could say."""

    OK = "ok"
    EXPIRED = "expired"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    TIMED_OUT = "timed_out"


class HolderKind(StrEnum):
    """Who may open, at the establishments of a right."""

    MEMBERS = "members"
    ROLES = "roles"
    EVERYBODY = "everybody"


class From(StrEnum):
    """From where a right may be used."""

    ANYWHERE = "anywhere"
    ON_SITE = "on_site"
    REMOTE = "remote"


@dataclass(frozen=True, slots=True)
class Terms:
    """An offer, as decisions see it. Both days belong to it; no end is until further notice; no cap is none."""

    offer_id: int
    is_published: bool
    is_paid: bool
    start_date: date
    end_date: date | None = None
    person_month_cap: int | None = None
    network_month_cap: int | None = None
    network_year_cap: int | None = None
    token_cap: int | None = None
    seat_cap: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What binds somebody to an establishment: a membership, or a role."""

    establishment_id: int
    path: str
    start_date: date
    end_date: date | None = None
    role: RoleKind | None = None


@dataclass(frozen=True, slots=True)
class Right:
    """One entitlement. `paths` are its nodes in the tree; with `covers_below`, all that stand under them.

    `communes` are search keys of names (kernel.ordering); empty is anywhere.
    """

    id: int
    paths: tuple[str, ...]
    covers_below: bool
    start_date: date
    end_date: date | None = None
    holder: HolderKind = HolderKind.MEMBERS
    roles: frozenset[RoleKind] = frozenset()
    min_age: int | None = None
    max_age: int | None = None
    communes: frozenset[str] = frozenset()
    place: From = From.ANYWHERE
    person_month_cap: int | None = None
    establishment_year_cap: int | None = None

    def covers(self, path: str) -> bool:
        """Whether the node of that path is one of its establishments; an empty path covers nothing."""
        if not path or "" in self.paths:
            return False
        return path.startswith(self.paths) if self.covers_below else path in self.paths

    def meets(self, tie: Tie) -> bool:
        """Whether a tie is one that the right is about: a membership under its nodes, or a role there or above."""
        if tie.role is None:
            return self.holder is HolderKind.MEMBERS and self.covers(tie.path)
        if self.holder is not HolderKind.ROLES:
            return False
        return self.covers(tie.path) or (
            bool(tie.path) and any(node.startswith(tie.path) for node in self.paths)
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. No account is a visitor; an unknown year of birth or commune is None or empty."""

    account_id: int | None = None
    is_active: bool = True
    birth_year: int | None = None
    commune: str = ""
    ties: tuple[Tie, ...] = ()
    standing: Standing = Standing.OK


@dataclass(frozen=True, slots=True)
class Site:
    """An establishment from whose addresses the request comes."""

    establishment_id: int
    path: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What was opened already. None is a count that nobody could read, which closes what depends on it."""

    person_month: int | None = 0
    network_month: int | None = 0
    network_year: int | None = 0
    tokens: int | None = 0
    seats_taken: int | None = 0
    holds_seat: bool = False
    establishment_years: Mapping[int, int] | None = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """May this person open this offer, on that day, from there?"""

    terms: Terms
    rights: tuple[Right, ...]
    person: Person
    on: date
    sites: tuple[Site, ...] = ()
    usage: Usage = Usage()
