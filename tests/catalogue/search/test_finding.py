"""What every engine finds, told by examples; that they agree on everything else is told by conformance."""

import pytest

from portee.catalogue.search.port import Engine, FacetName, FacetWanted, Query
from tests.catalogue.search.shelf import book, found
from tests.catalogue.search.test_parsing import HOSTILE


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("violoncelle 2e cycle", {1}),
        ("violoncelles 2ème cycle", {1}),
        ("ou est le chat", {2, 3}),
        ("bach suites", {1}),
        ("J. S. Bach", {1}),
        ("978-2-07-061275-8", {1}),
        ("isbn:2-07-061275-9", {1}),
        ("isbn:chat", set()),
        ('cote:"M 001 234"', {1}),
        ("Elle et lui", {5}),
        ("l'etre et le neant", {4}),
        ('"chat noir"', {3}),
        ('"noir chat"', set()),
        ("chat -noir", {2}),
        ("chat sauf noir", {2}),
        ("titre:bach", set()),
        ("auteur:bach", {1}),
        ("chanson", {3}),
        ("cello", {1}),
        ("-chat", {1, 4, 5}),
        ("", {1, 2, 3, 4, 5}),
    ],
)
def test_readers_find_what_they_mean(shelf: Engine, text: str, ids: set[int]) -> None:
    assert found(shelf, text) == ids


def test_a_word_being_typed_is_a_beginning(shelf: Engine) -> None:
    assert found(shelf, "violonc", is_typing=True, may_correct=False) == {1}
    assert found(shelf, "violonc", may_correct=False) == set()


def test_a_beginning_finds_every_word_it_begins(engine: Engine) -> None:
    words = [f"mot{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(300)]
    with engine.writer() as writer:
        writer.put(book(n, word, people=(word,)) for n, word in enumerate(words, start=1))
        writer.commit()
    assert engine.search(Query("mot", is_typing=True)).total == 300
    assert len(engine.suggest("mota", limit=100)) == 52


def test_a_misspelt_word_is_corrected_and_the_answer_says_so(shelf: Engine) -> None:
    result = shelf.search(Query("titre:Violonchelle seul"))
    assert [hit.id for hit in result.hits] == [1]
    assert result.corrected == "titre:violoncelle seul"
    assert shelf.search(Query("violonchelle", may_correct=False)).total == 0


@pytest.mark.parametrize(
    ("text", "sought", "ids"),
    [
        ("suites zanzibar violoncelle", "suites violoncelle", {1}),
        ("violoncelle chansons", "violoncelle", {1}),
        ("titre:suites zanzibar", "titre:suites", {1}),
    ],
)
def test_when_nothing_has_every_word_one_is_left_out_and_the_answer_says_so(
    shelf: Engine, text: str, sought: str, ids: set[int]
) -> None:
    result = shelf.search(Query(text))
    assert (result.corrected, {hit.id for hit in result.hits}) == (sought, ids)
    assert shelf.search(Query(text, may_correct=False)).total == 0


@pytest.mark.parametrize("text", ["zanzibar", "MZ-998-QX", '"violoncelle noir"', "zanzibar zut"])
def test_nothing_is_found_where_nothing_would_be_left(shelf: Engine, text: str) -> None:
    result = shelf.search(Query(text))
    assert (result.total, result.corrected) == (0, "")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_get_an_answer(shelf: Engine, text: str) -> None:
    shelf.search(Query(text, facets=(FacetWanted(FacetName.SUBJECT),)))
    shelf.suggest(text)


def test_an_explanation_is_given_for_what_is_found_only(shelf: Engine) -> None:
    assert shelf.explain(Query("chat"), 2) is not None
    assert shelf.explain(Query("chat"), 1) is None
