"""What readers type is read as they mean it, and nothing they type breaks anything."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.catalogue.search.analysis import stem
from portee.catalogue.search.parsing import Chunk, Clause, Option, View, parse, plan
from portee.catalogue.search.parsing.expression import MAX_TERMS
from portee.catalogue.search.port import Field


def french(word: str) -> Option:
    return Option(View.FRENCH, (stem(word),))


def test_words_phrases_and_exclusions_are_told_apart() -> None:
    assert parse('violon "Suite anglaise" -midi') == (
        Chunk(("violon",)),
        Chunk(("suite", "anglaise"), is_phrase=True),
        Chunk(("midi",), is_excluded=True),
    )


@pytest.mark.parametrize("quotes", ['""', "«»", "“”", "« »"])
def test_french_quotes_are_quotes(quotes: str) -> None:
    first, last = quotes[: len(quotes) // 2 or 1], quotes[len(quotes) // 2 :]
    assert parse(f"{first}le chat{last}") == (Chunk(("le", "chat"), is_phrase=True),)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("titre:chat", Field.TITLE),
        ("Titre : chat", Field.TITLE),
        ("auteur:chat", Field.CONTRIBUTOR),
        ("Éditeur: chat", Field.PUBLISHER),
        ("sujet:chat", Field.SUBJECT),
        ("interprète:chat", Field.CONTRIBUTOR),
        ("cote:chat", Field.IDENTIFIER),
    ],
)
def test_a_scope_says_where_the_word_must_stand(text: str, field: Field) -> None:
    assert parse(text) == (Chunk(("chat",), field),)


def test_a_scope_may_hold_a_phrase_and_an_exclusion() -> None:
    assert parse('-titre:"le chat"') == (
        Chunk(("le", "chat"), Field.TITLE, is_phrase=True, is_excluded=True),
    )


def test_a_colon_after_another_word_is_punctuation() -> None:
    assert parse("Rodin : sculptures") == (Chunk(("rodin",)), Chunk(("sculptures",)))


def test_an_isbn_loses_its_hyphens_and_is_sought_as_one() -> None:
    wanted = plan("isbn:2-07-061275-9").required
    assert wanted == (Clause((Option(View.EXACT, ("9782070612758",)),), Field.IDENTIFIER),)


def test_but_excludes_what_follows_it() -> None:
    assert parse("opéra sauf mozart") == (
        Chunk(("opera",)),
        Chunk(("mozart",), is_excluded=True),
    )


@pytest.mark.parametrize("text", ["sauf", "sauf mozart", "tous sauf"])
def test_but_alone_or_at_an_end_is_a_word(text: str) -> None:
    assert [chunk.is_excluded for chunk in parse(text)] == [False] * len(text.split())


def test_a_hyphen_within_a_word_excludes_nothing() -> None:
    assert parse("jean-sébastien - bach") == (Chunk(("jean", "sebastien")), Chunk(("bach",)))


def test_stop_words_are_left_out_unless_nothing_else_was_typed() -> None:
    assert [clause.options for clause in plan("où est le chat").required] == [(french("chat"),)]
    assert [clause.term for clause in plan("Elle et lui").required] == ["elle", "et", "lui"]


def test_the_words_typed_are_kept_together_for_scores() -> None:
    assert plan("où est le chat -noir").whole == ("ou", "est", "le", "chat")


def test_a_synonym_is_another_way_to_meet_its_words() -> None:
    (clause,) = plan("cd").required
    assert Option(View.EXACT, ("disque", "compact")) in clause.options
    both = plan("formation musicale").required
    assert len(both) == 2
    assert all(french("solfege") in clause.options for clause in both)


def test_the_last_word_is_a_beginning_while_it_is_typed() -> None:
    begun = Option(View.EXACT, ("viol",), is_prefix=True)
    assert begun in plan("bach viol", is_typing=True).required[-1].options
    assert begun not in plan("bach viol").required[-1].options
    assert not any(o.is_prefix for c in plan("viol ", is_typing=True).required for o in c.options)


HOSTILE = [
    "(" * 10_000,
    "[" * 5_000 + "]" * 5_000,
    " ".join(f"mot{number}" for number in range(5_000)),
    '"',
    '"""',
    "«",
    "-",
    "- - -",
    "titre:",
    "titre:titre:titre:",
    ":" * 1_000,
    "\x00\x01\x02\x1b[31m\r\n\t",
    "\N{RIGHT-TO-LEFT OVERRIDE}chat\N{ZERO WIDTH SPACE}",
    "a" * 100_000,
    "é" * 100_000,
    "-" * 100_000,
    '"a ' * 5_000,
    "sauf " * 5_000,
    "* OR NOT AND || && ~ ^ \\ / {} [a TO b] id:1",
    "\ud800",
    "9" * 10_000,
    "1-" * 5_000,
    "n°" * 5_000,
    "titre : " * 2_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_are_read_in_bounds_and_at_once(text: str) -> None:
    started = time.perf_counter()
    wanted = plan(text, is_typing=True)
    assert time.perf_counter() - started < 1.0
    assert len(wanted.required) + len(wanted.excluded) <= MAX_TERMS


@given(st.text(max_size=300) | st.text(alphabet=' "-:«»()aé', max_size=100), st.booleans())
def test_any_text_is_read(text: str, is_typing: bool) -> None:
    plan(text, is_typing=is_typing)
