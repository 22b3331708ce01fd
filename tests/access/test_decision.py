"""The decision, over everything that it may be asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portee.access.ages import age_bounds
from portee.access.decision import Reason, decide, explain
from portee.access.queries.trace import RULES
from portee.access.question import (
    From,
    HolderKind,
    Person,
    Question,
    Right,
    Site,
    Standing,
    Terms,
    Tie,
    Usage,
)
from portee.access.rules import CLOSING, NARROWING
from portee.access.wording import advice_for
from portee.kernel.actor import RoleKind

NODES = ("0001", "00010001", "000100010001", "00010002")
DAYS = st.one_of(
    st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 12, 31)),
    st.sampled_from((date(2024, 2, 29), date(2028, 2, 29), date(2026, 12, 31), date(2027, 1, 1))),
)
CAPS = st.one_of(st.none(), st.integers(0, 5))
COUNTS = st.one_of(st.none(), st.integers(0, 6))
PATHS = st.sampled_from(NODES)
ROLES = st.sampled_from((RoleKind.TEACHER, RoleKind.PUPIL, RoleKind.RESIDENT))

terms = st.builds(
    Terms,
    offer_id=st.just(1),
    is_published=st.booleans(),
    is_paid=st.booleans(),
    start_date=DAYS,
    end_date=st.one_of(st.none(), DAYS),
    person_month_cap=CAPS,
    network_month_cap=CAPS,
    network_year_cap=CAPS,
    token_cap=CAPS,
    seat_cap=CAPS,
)
rights = st.builds(
    Right,
    id=st.integers(1, 9),
    paths=st.lists(PATHS, max_size=3).map(tuple),
    covers_below=st.booleans(),
    start_date=DAYS,
    end_date=st.one_of(st.none(), DAYS),
    holder=st.sampled_from(HolderKind),
    roles=st.frozensets(ROLES, max_size=2),
    min_age=st.one_of(st.none(), st.integers(0, 20)),
    max_age=st.one_of(st.none(), st.integers(0, 20)),
    communes=st.frozensets(st.sampled_from(("montauban", "caylus")), max_size=1),
    place=st.sampled_from(From),
    person_month_cap=CAPS,
    establishment_year_cap=CAPS,
)
ties = st.builds(
    Tie,
    establishment_id=st.integers(1, 4),
    path=PATHS,
    start_date=DAYS,
    end_date=st.one_of(st.none(), DAYS),
    role=st.one_of(st.none(), ROLES),
)
people = st.builds(
    Person,
    account_id=st.one_of(st.none(), st.integers(1, 3)),
    is_active=st.booleans(),
    birth_year=st.one_of(st.none(), st.integers(1900, 2030)),
    commune=st.sampled_from(("", "montauban", "moissac")),
    ties=st.lists(ties, max_size=3).map(tuple),
    standing=st.sampled_from(Standing),
)
usages = st.builds(
    Usage,
    person_month=COUNTS,
    network_month=COUNTS,
    network_year=COUNTS,
    tokens=COUNTS,
    seats_taken=COUNTS,
    holds_seat=st.booleans(),
    establishment_years=st.one_of(
        st.none(), st.dictionaries(st.integers(1, 4), st.integers(0, 6), max_size=4)
    ),
)
questions = st.builds(
    Question,
    terms=terms,
    rights=st.lists(rights, max_size=3).map(tuple),
    person=people,
    on=DAYS,
    sites=st.lists(st.builds(Site, establishment_id=st.integers(1, 4), path=PATHS), max_size=2).map(
        tuple
    ),
    usage=usages,
)

ANY_DAY = date(2026, 6, 15)
OPEN = Question(
    terms=Terms(1, is_published=True, is_paid=True, start_date=date(2026, 1, 1)),
    rights=(Right(7, ("00010001",), covers_below=True, start_date=date(2026, 1, 1)),),
    person=Person(
        account_id=3,
        birth_year=1990,
        ties=(Tie(2, "000100010001", date(2026, 1, 1), date(2026, 12, 31)),),
    ),
    on=ANY_DAY,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(questions)
def test_every_question_has_one_answer_with_a_sentence(question: Question) -> None:
    decision = decide(question)
    assert decide(question) == decision
    advice = advice_for(decision.reason)
    assert str(advice.why)
    assert str(advice.what)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(questions)
def test_what_opens_breaks_no_rule_of_the_right_that_opened_it(question: Question) -> None:
    decision = decide(question)
    if not decision.is_allowed:
        return
    right = next(one for one in question.rights if one.id == decision.right_id)
    person, offer, usage = question.person, question.terms, question.usage
    assert offer.is_published
    assert offer.start_date <= question.on
    assert offer.end_date is None or question.on <= offer.end_date
    assert offer.token_cap is None or (usage.tokens is not None and usage.tokens < offer.token_cap)
    assert offer.network_year_cap is None or usage.network_year is not None
    if offer.is_paid and not question.sites:
        assert person.account_id is not None
        assert person.is_active
        assert person.standing is Standing.OK
        assert any(
            tie.start_date <= question.on and (tie.end_date is None or question.on <= tie.end_date)
            for tie in person.ties
        )
    if right.id == decision.right_id and len({one.id for one in question.rights}) == len(
        question.rights
    ):
        assert right.start_date <= question.on
        assert right.end_date is None or question.on <= right.end_date


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(questions)
def test_the_trace_says_what_the_decision_says(question: Question) -> None:
    decision, steps = decide(question), explain(question)
    refused_to_all = [step.refusal for step in steps if step.right_id is None and step.refusal]
    if refused_to_all:
        assert decision.reason is refused_to_all[0]
        return
    cases: dict[object, list[Reason]] = {}
    for step in steps[len(CLOSING) :]:
        refusals = cases.setdefault((step.right_id, step.tie), [])
        if step.refusal:
            refusals.append(step.refusal)
    if decision.is_allowed:
        assert any(step.right_id == decision.right_id for step in steps)
    elif decision.right_id is not None:
        assert any(step.refusal is decision.reason for step in steps)


def test_every_rule_is_told_to_staff_in_words() -> None:
    assert set(RULES) == {rule.__name__ for rule in (*CLOSING, *NARROWING)}


@given(
    born=st.one_of(
        st.dates(min_value=date(1950, 1, 1), max_value=date(2020, 12, 31)),
        st.sampled_from((date(2008, 2, 29), date(2012, 2, 29), date(2012, 12, 31))),
    ),
    on=DAYS,
    age=st.integers(3, 60),
)
def test_nobody_too_young_or_too_old_gets_in_whatever_the_day_of_birth(
    born: date, on: date, age: int
) -> None:
    true_age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    if born > on:
        return
    bounds = age_bounds(born.year, on=on)
    assert bounds is not None
    assert bounds[0] <= true_age <= bounds[1]
    person = replace(OPEN.person, birth_year=born.year)
    for asked in (
        replace(OPEN.rights[0], start_date=date(2020, 1, 1), min_age=age),
        replace(OPEN.rights[0], start_date=date(2020, 1, 1), max_age=age),
    ):
        question = replace(
            OPEN,
            terms=replace(OPEN.terms, start_date=date(2020, 1, 1)),
            rights=(asked,),
            person=replace(
                person, ties=(replace(person.ties[0], start_date=date(2020, 1, 1), end_date=None),)
            ),
            on=on,
        )
        if decide(question).is_allowed:
            assert asked.min_age is None or true_age >= asked.min_age
            assert asked.max_age is None or true_age <= asked.max_age


@pytest.mark.parametrize(
    ("standing", "paid", "free"),
    [
        (Standing.OK, Reason.YES, Reason.YES),
        (Standing.EXPIRED, Reason.CARD_EXPIRED, Reason.CARD_EXPIRED),
        (Standing.BLOCKED, Reason.CARD_BLOCKED, Reason.CARD_BLOCKED),
        (Standing.UNKNOWN, Reason.CARD_UNKNOWN, Reason.YES),
        (Standing.TIMED_OUT, Reason.CARD_UNKNOWN, Reason.YES),
    ],
)
def test_what_nobody_could_say_closes_what_is_paid_for_only(
    standing: Standing, paid: Reason, free: Reason
) -> None:
    question = replace(OPEN, person=replace(OPEN.person, standing=standing))
    assert decide(question).reason is paid
    assert decide(replace(question, terms=replace(OPEN.terms, is_paid=False))).reason is free


def test_the_refusal_told_is_the_nearest_to_a_yes() -> None:
    elsewhere = Right(8, ("00010002",), covers_below=True, start_date=date(2026, 1, 1))
    ended = replace(OPEN.rights[0], end_date=ANY_DAY - timedelta(days=1))
    assert decide(replace(OPEN, rights=(elsewhere,))).reason is Reason.NOT_TAKING_PART
    assert decide(replace(OPEN, rights=(elsewhere, ended))).reason is Reason.RIGHT_ENDED


def test_a_visitor_is_told_to_sign_in_and_a_stranger_to_register() -> None:
    assert decide(replace(OPEN, person=Person())).reason is Reason.SIGN_IN
    assert decide(replace(OPEN, person=Person(account_id=9))).reason is Reason.NOT_REGISTERED


def test_what_is_paid_for_opens_to_everybody_on_the_spot_only() -> None:
    right = replace(OPEN.rights[0], holder=HolderKind.EVERYBODY)
    asked = replace(OPEN, rights=(right,), person=Person())
    assert decide(asked).reason is Reason.ON_SITE_ONLY
    there = replace(asked, sites=(Site(2, "000100010001"),))
    assert decide(there).is_allowed
    assert decide(there).establishment_id == 2


def test_somebody_who_sits_on_a_seat_goes_back_to_it() -> None:
    full = replace(
        OPEN, terms=replace(OPEN.terms, seat_cap=2), usage=Usage(seats_taken=2, holds_seat=False)
    )
    assert decide(full).reason is Reason.SEATS_TAKEN
    assert decide(replace(full, usage=Usage(seats_taken=2, holds_seat=True))).is_allowed


def test_a_role_held_above_reaches_the_establishments_of_the_right() -> None:
    right = replace(
        OPEN.rights[0],
        holder=HolderKind.ROLES,
        roles=frozenset({RoleKind.TEACHER}),
        covers_below=False,
    )
    above = Tie(1, "0001", date(2020, 1, 1), None, RoleKind.TEACHER)
    asked = replace(OPEN, rights=(right,), person=Person(account_id=3, ties=(above,)))
    assert decide(asked).is_allowed
    other = replace(asked, person=Person(account_id=3, ties=(replace(above, path="00010002"),)))
    assert decide(other).reason is Reason.NOT_TAKING_PART
