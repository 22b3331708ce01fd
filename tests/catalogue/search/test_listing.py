"""The lists of headings, from A to Z: the same from both engines."""

import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.catalogue.search.listing import beginnings_of, order_of
from portee.catalogue.search.port import (
    Document,
    Engine,
    HeadingsWanted,
    Suggestion,
    SuggestionKind,
)
from tests.catalogue.search import catalogues
from tests.catalogue.search.shelf import book
from tests.catalogue.search.test_conformance import FEW_EXAMPLES, both, fill

PERSON, SUBJECT = SuggestionKind.PERSON, SuggestionKind.SUBJECT

PEOPLE = (
    "Martinez, Ana",
    "Martin, Paul",
    "Œuvre collective",
    "Odéon, Théâtre de l’",
    "Élie, Jean",
    "Zoé",
    "2 Bal 2 Neg’",
    "Чайковский, Пётр",
    "???",
)


@pytest.fixture
def named(engine: Engine) -> Engine:
    """An engine that knows these people, the first one twice."""
    with engine.writer() as writer:
        writer.put([book(at, "Titre", people=(one,)) for at, one in enumerate(PEOPLE, 1)])
        writer.put([book(40, "Titre", people=(PEOPLE[0],), subjects=("Martinet",))])
        writer.commit()
    return engine


def texts(engine: Engine, begins: str = "") -> list[str]:
    return [one.text for one in engine.headings(HeadingsWanted(PERSON, begins)).lines]


def test_a_list_follows_the_french_alphabet_word_by_word(named: Engine) -> None:
    assert texts(named) == [
        "2 Bal 2 Neg’",
        "Élie, Jean",
        "Martin, Paul",
        "Martinez, Ana",
        "Odéon, Théâtre de l’",
        "Œuvre collective",
        "Zoé",
        "Чайковский, Пётр",
        "???",
    ]


def test_a_list_is_entered_by_letters_without_accents(named: Engine) -> None:
    assert texts(named, "o") == ["Odéon, Théâtre de l’", "Œuvre collective"]
    assert texts(named, "oe") == ["Œuvre collective"]
    assert texts(named, "mar") == ["Martin, Paul", "Martinez, Ana"]
    assert texts(named, "0") == ["2 Bal 2 Neg’"]
    assert texts(named, "~") == ["Чайковский, Пётр", "???"]
    assert texts(named, "x") == []


def test_a_list_tells_which_letters_go_on(named: Engine) -> None:
    top = named.headings(HeadingsWanted(PERSON, limit=0))
    assert top.beginnings == {"e": 1, "m": 2, "o": 2, "z": 1, "0": 1, "~": 2}
    assert (top.total, top.lines) == (9, ())
    assert named.headings(HeadingsWanted(PERSON, "o")).beginnings == {"od": 1, "oe": 1}
    assert named.headings(HeadingsWanted(PERSON, "~")).beginnings == {}


def test_a_heading_says_how_many_documents_bear_it(named: Engine) -> None:
    stretch = named.headings(HeadingsWanted(PERSON, "m", limit=1, offset=1))
    assert stretch.total == 2
    assert stretch.lines == (Suggestion(PERSON, "Martinez, Ana", count=2),)


def test_a_kind_of_heading_is_listed_apart_from_the_others(named: Engine) -> None:
    assert named.headings(HeadingsWanted(SUBJECT)).lines == (
        Suggestion(SUBJECT, "Martinet", count=1),
    )


def test_a_heading_that_nothing_bears_any_more_is_not_listed(named: Engine) -> None:
    with named.writer() as writer:
        writer.remove([6])
        writer.commit()
    assert "Zoé" not in texts(named)


@pytest.mark.parametrize("begins", ["B", "é", "abcd", "00", "~~", "a b", ".*", "a\n", "œ"])
def test_a_beginning_that_is_none_is_refused(begins: str) -> None:
    with pytest.raises(ValueError, match="letters"):
        HeadingsWanted(PERSON, begins)


def test_resources_are_not_listed_as_headings() -> None:
    with pytest.raises(ValueError, match="no headings"):
        HeadingsWanted(SuggestionKind.RESOURCE)


@pytest.mark.parametrize(("limit", "offset"), [(201, 0), (-1, 0), (10, -1)])
def test_a_stretch_that_no_list_gives_is_refused(limit: int, offset: int) -> None:
    with pytest.raises(ValueError, match="200"):
        HeadingsWanted(PERSON, limit=limit, offset=offset)


def test_the_shorter_word_comes_first() -> None:
    assert order_of(["martin", "paul"], "") < order_of(["martin", "s"], "")
    assert order_of(["martin"], "") < order_of(["martin", "paul"], "")
    assert order_of(["martin", "zoe"], "") < order_of(["martinet"], "")


def test_a_short_word_has_fewer_beginnings() -> None:
    assert beginnings_of(["de", "la"]) == ("d", "de")
    assert beginnings_of(["naïf"]) == ("n", "na")
    assert beginnings_of([]) == ("~",)


@FEW_EXAMPLES
@given(
    catalogues.catalogues,
    catalogues.catalogues,
    st.sampled_from([PERSON, SUBJECT]),
    st.sampled_from(["", "b", "ba", "v", "x"]),
)
def test_both_engines_list_the_same(
    documents: list[Document], more: list[Document], kind: SuggestionKind, begins: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sure, fast = both(folder)
        for engine in (sure, fast):
            fill(engine, documents)
        wanted = HeadingsWanted(kind, begins)
        assert fast.headings(wanted) == sure.headings(wanted)
        for engine in (sure, fast):
            fill(engine, more, removed=[1, 2, 3])
        assert fast.headings(wanted).lines == sure.headings(wanted).lines
