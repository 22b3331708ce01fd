"""A question as it stands in an address: read, changed, written again."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portee.catalogue.api import Bounds, FacetName, Sort
from portee.portal.queries.search_parameters import read_question, read_years
from portee.portal.queries.search_question import SearchQuestion, View

QUESTION = SearchQuestion(
    text="bach suites",
    chosen={
        FacetName.TYPE: ("score",),
        FacetName.INSTRUMENT: ("strings/bowed-strings/cello", "keyboards"),
    },
    years=(Bounds(1700, 1799), Bounds(None, 1500)),
    sort=Sort.NEWEST,
    view=View.COVERS,
)


def test_an_address_can_be_read_by_a_person() -> None:
    assert QUESTION.address("/recherche") == (
        "/recherche?q=bach+suites&type=score&instrument=strings/bowed-strings/cello&instrument=keyboards"
        "&date=1700..1799&date=..1500&sort=newest&view=covers"
    )


def test_what_is_usual_is_not_written() -> None:
    assert SearchQuestion().address("/recherche") == "/recherche"


def test_an_address_is_read_as_it_was_written() -> None:
    parameters: dict[str, list[str]] = {}
    for name, value in QUESTION.pairs():
        parameters.setdefault(name, []).append(value)
    assert read_question(parameters) == (QUESTION, ())


def test_any_change_begins_at_the_first_page() -> None:
    question = SearchQuestion(text="bach", after="cursor")
    assert question.choosing(FacetName.TYPE, "score").after == ""
    assert question.without(FacetName.TYPE).after == ""
    assert "cursor" in question.address("/recherche")


def test_a_value_is_chosen_and_left_again() -> None:
    chosen = (
        SearchQuestion().choosing(FacetName.LEVEL, "cycle-1").choosing(FacetName.LEVEL, "cycle-2")
    )
    assert chosen.chosen == {FacetName.LEVEL: ("cycle-1", "cycle-2")}
    assert chosen.without(FacetName.LEVEL, "cycle-1").chosen == {FacetName.LEVEL: ("cycle-2",)}
    assert not chosen.without(FacetName.LEVEL).has_filters


def test_a_member_takes_the_place_of_its_family() -> None:
    family = SearchQuestion().choosing(FacetName.INSTRUMENT, "strings")
    member = family.choosing(FacetName.INSTRUMENT, "strings/bowed-strings/violin")
    assert member.chosen == {FacetName.INSTRUMENT: ("strings/bowed-strings/violin",)}


def test_a_range_of_years_is_left_as_any_other_choice() -> None:
    assert QUESTION.without(FacetName.DATE, "1700..1799").years == (Bounds(None, 1500),)
    assert QUESTION.without(FacetName.DATE).years == ()


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("1900..1999", Bounds(1900, 1999)),
        ("1900..", Bounds(1900, None)),
        ("..1999", Bounds(None, 1999)),
        ("1900", Bounds(1900, 1900)),
        ("-50..50", Bounds(-50, 50)),
        ("..", None),
        ("", None),
        ("1999..1900", None),
        ("19000", None),
        ("1900...1999", None),
        ("１９００", None),
        ("MCM", None),
    ],
)
def test_years_are_read_strictly(text: str, bounds: Bounds | None) -> None:
    assert read_years(text) == bounds


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ({"sort": ["best"]}, "sort"),
        ({"date": ["yesterday"]}, "date"),
        ({"type": [f"t{n}" for n in range(51)]}, "type"),
        ({"subject": ["a" * 251]}, "subject"),
    ],
)
def test_what_is_wrong_is_named(parameters: dict[str, list[str]], wrong: str) -> None:
    question, problems = read_question(parameters)
    assert [one.parameter for one in problems] == [wrong]
    assert question == SearchQuestion(chosen=question.chosen)


NAMES = [*FacetName, "q", "sort", "view", "after", "open", "from", "to", "exact", "find_subject"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(max_size=30), max_size=4)))
def test_whatever_is_asked_is_read_and_written(parameters: dict[str, list[str]]) -> None:
    question, _problems = read_question(parameters)
    again: dict[str, list[str]] = {}
    for name, value in question.pairs():
        again.setdefault(name, []).append(value)
    assert read_question(again)[0] == question
    assert question.address("/recherche").isascii()
