"""The rules of the decision, one small function each, in the order in which they are asked.

A rule gives the reason of its refusal, or None. Reasons stand from the farthest to the nearest of a yes: of several
refusals the nearest is told, since it is the one that somebody can do something about.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final, NamedTuple

from portee.access.ages import age_bounds
from portee.access.question import From, HolderKind, Question, Right, Standing, Tie


class Reason(StrEnum):
    """Why, in a code that never changes with the language."""

    NOT_OFFERED = "not_offered"
    NOT_STARTED = "not_started"
    ENDED = "ended"
    SIGN_IN = "sign_in"
    ACCOUNT_CLOSED = "account_closed"
    NOT_REGISTERED = "not_registered"
    NOT_TAKING_PART = "not_taking_part"
    RIGHT_NOT_STARTED = "right_not_started"
    RIGHT_ENDED = "right_ended"
    ROLE = "role"
    MEMBERSHIP_ENDED = "membership_ended"
    MEMBERSHIP_TO_COME = "membership_to_come"
    CARD_EXPIRED = "card_expired"
    CARD_BLOCKED = "card_blocked"
    CARD_UNKNOWN = "card_unknown"
    AGE_UNKNOWN = "age_unknown"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    AGE_UNSURE = "age_unsure"
    COMMUNE = "commune"
    ON_SITE_ONLY = "on_site_only"
    REMOTE_ONLY = "remote_only"
    METER_UNKNOWN = "meter_unknown"
    ESTABLISHMENT_CAP = "establishment_cap"
    YEAR_CAP = "year_cap"
    TOKENS_SPENT = "tokens_spent"
    MONTH_CAP = "month_cap"
    PERSON_CAP = "person_cap"
    SEATS_TAKEN = "seats_taken"
    YES = "yes"


SPENT: Final = frozenset(
    {
        Reason.ESTABLISHMENT_CAP,
        Reason.YEAR_CAP,
        Reason.TOKENS_SPENT,
        Reason.MONTH_CAP,
        Reason.PERSON_CAP,
        Reason.SEATS_TAKEN,
    }
)
"""Refusals of what is used up: the person may, and there is none left."""


def offered(question: Question) -> Reason | None:
    """The offer is shown to readers."""
    return None if question.terms.is_published else Reason.NOT_OFFERED


def offer_started(question: Question) -> Reason | None:
    """The first day of the offer has come."""
    return None if question.terms.start_date <= question.on else Reason.NOT_STARTED


def offer_lasts(question: Question) -> Reason | None:
    """The last day of the offer is not over."""
    end = question.terms.end_date
    return None if end is None or question.on <= end else Reason.ENDED


CLOSING: Final[tuple[Callable[[Question], Reason | None], ...]] = (
    offered,
    offer_started,
    offer_lasts,
)
"""What closes an offer to everybody."""


class Case(NamedTuple):
    """A question, seen by one right and one tie of the person."""

    question: Question
    right: Right
    tie: Tie | None


def account_open(case: Case) -> Reason | None:
    """Somebody is signed in with an open account, where the right asks for it."""
    person = case.question.person
    if person.account_id is None:
        return None if case.right.holder is HolderKind.EVERYBODY else Reason.SIGN_IN
    return None if person.is_active else Reason.ACCOUNT_CLOSED


def right_started(case: Case) -> Reason | None:
    """The first day of the right has come."""
    return None if case.right.start_date <= case.question.on else Reason.RIGHT_NOT_STARTED


def right_lasts(case: Case) -> Reason | None:
    """The last day of the right is not over."""
    end = case.right.end_date
    return None if end is None or case.question.on <= end else Reason.RIGHT_ENDED


def role_held(case: Case) -> Reason | None:
    """One of the roles of the right is held, where it asks for one; of members, at the same establishment."""
    if case.right.holder is HolderKind.EVERYBODY or (
        case.right.holder is HolderKind.MEMBERS and not case.right.roles
    ):
        return None
    if case.tie is None:
        return Reason.ROLE
    if case.right.holder is HolderKind.ROLES:
        return None if case.tie.role in case.right.roles else Reason.ROLE
    held = any(
        one.role in case.right.roles and case.tie.path.startswith(one.path)
        for one in case.question.person.ties
        if one.role is not None and one.path and _lasts(one, case.question)
    )
    return None if held else Reason.ROLE


def tie_lasts(case: Case) -> Reason | None:
    """The membership, or the role, is in force on that day."""
    if case.tie is None:
        return None if case.right.holder is HolderKind.EVERYBODY else Reason.NOT_REGISTERED
    if case.tie.start_date > case.question.on:
        return Reason.MEMBERSHIP_TO_COME
    return None if _lasts(case.tie, case.question) else Reason.MEMBERSHIP_ENDED


def _lasts(tie: Tie, question: Question) -> bool:
    return tie.start_date <= question.on and (tie.end_date is None or question.on <= tie.end_date)


def card_good(case: Case) -> Reason | None:
    """Whoever knows the reader says that she may; nobody being able to say closes what is paid for."""
    if case.right.holder is HolderKind.EVERYBODY:
        return None
    standing = case.question.person.standing
    if standing is Standing.OK:
        return None
    if standing is Standing.EXPIRED:
        return Reason.CARD_EXPIRED
    if standing is Standing.BLOCKED:
        return Reason.CARD_BLOCKED
    return Reason.CARD_UNKNOWN if case.question.terms.is_paid else None


def age_fits(case: Case) -> Reason | None:
    """The reader is of an age of the right, whatever her day of birth: in doubt, no."""
    if case.right.min_age is None and case.right.max_age is None:
        return None
    year = case.question.person.birth_year
    bounds = age_bounds(year, on=case.question.on) if year is not None else None
    if bounds is None:
        return Reason.AGE_UNKNOWN
    youngest, oldest = bounds
    if case.right.min_age is not None and oldest < case.right.min_age:
        return Reason.TOO_YOUNG
    if case.right.max_age is not None and youngest > case.right.max_age:
        return Reason.TOO_OLD
    is_unsure = (case.right.min_age is not None and youngest < case.right.min_age) or (
        case.right.max_age is not None and oldest > case.right.max_age
    )
    return Reason.AGE_UNSURE if is_unsure else None


def commune_served(case: Case) -> Reason | None:
    """The reader lives in one of the communes of the right, where it names some."""
    commune = case.question.person.commune
    if not case.right.communes or (commune and commune in case.right.communes):
        return None
    return Reason.COMMUNE


def place_fits(case: Case) -> Reason | None:
    """The request comes from where the right asks; what is paid for opens to everybody on the spot only."""
    right = case.right
    is_for_all = right.holder is HolderKind.EVERYBODY and case.question.terms.is_paid
    if right.place is From.ANYWHERE and not is_for_all:
        return None
    is_on_site = any(right.covers(site.path) for site in case.question.sites)
    if right.place is From.ON_SITE or is_for_all:
        return None if is_on_site else Reason.ON_SITE_ONLY
    return Reason.REMOTE_ONLY if is_on_site else None


def establishment_has_some(case: Case) -> Reason | None:
    """The establishment has openings left this year."""
    cap = case.right.establishment_year_cap
    if cap is None:
        return None
    counts = case.question.usage.establishment_years
    where = counted_at(case)
    if counts is None or where is None:
        return Reason.METER_UNKNOWN
    return None if counts.get(where, 0) < cap else Reason.ESTABLISHMENT_CAP


def counted_at(case: Case) -> int | None:
    """The establishment whose opening it is: of the tie, or where the request comes from."""
    if case.tie is not None:
        return case.tie.establishment_id
    return next(
        (one.establishment_id for one in case.question.sites if case.right.covers(one.path)), None
    )


def year_has_some(case: Case) -> Reason | None:
    """The network has openings left this year."""
    return _below(
        case.question.usage.network_year, case.question.terms.network_year_cap, Reason.YEAR_CAP
    )


def tokens_left(case: Case) -> Reason | None:
    """Tokens are left."""
    return _below(case.question.usage.tokens, case.question.terms.token_cap, Reason.TOKENS_SPENT)


def month_has_some(case: Case) -> Reason | None:
    """The network has openings left this month."""
    return _below(
        case.question.usage.network_month, case.question.terms.network_month_cap, Reason.MONTH_CAP
    )


def person_has_some(case: Case) -> Reason | None:
    """The person has openings left this month, by the offer and by the right; a visitor cannot be counted."""
    offered, given = case.question.terms.person_month_cap, case.right.person_month_cap
    if offered is None and given is None:
        return None
    if case.question.person.account_id is None:
        return Reason.SIGN_IN
    return _below(
        case.question.usage.person_month,
        min(cap for cap in (offered, given) if cap is not None),
        Reason.PERSON_CAP,
    )


def seat_free(case: Case) -> Reason | None:
    """A seat is free, or the person sits on one."""
    if case.question.usage.holds_seat:
        return None
    return _below(case.question.usage.seats_taken, case.question.terms.seat_cap, Reason.SEATS_TAKEN)


def _below(count: int | None, cap: int | None, refusal: Reason) -> Reason | None:
    if cap is None:
        return None
    if count is None:
        return Reason.METER_UNKNOWN
    return None if count < cap else refusal


NARROWING: Final[tuple[Callable[[Case], Reason | None], ...]] = (
    account_open,
    right_started,
    right_lasts,
    role_held,
    tie_lasts,
    card_good,
    age_fits,
    commune_served,
    place_fits,
    establishment_has_some,
    year_has_some,
    tokens_left,
    month_has_some,
    person_has_some,
    seat_free,
)
"""What is asked of one right with one tie."""
