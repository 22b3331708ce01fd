"""One noun, one French word: each table is in the glossary, and no word of it serves twice."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import pytest
from django.apps import apps

from portee.kernel.actor import RoleKind
from tests.architecture import source

ROW = re.compile(r"^\| `(?P<code>[^`]+)` \| (?P<french>[^|]+) \| (?P<meaning>[^|]+) \|$", re.M)


def words_of(page: str) -> list[tuple[str, str]]:
    """The pairs (code, French) of a glossary."""
    return [(row["code"], row["french"].strip()) for row in ROW.finditer(page)]


def own_nouns() -> list[str]:
    """The names of every table of ours, and of every role."""
    models = [
        model.__name__ for model in apps.get_models() if model.__module__.startswith("portee.")
    ]
    return sorted([*models, *RoleKind])


def not_explained(nouns: Iterable[str], glossary: Mapping[str, str]) -> list[str]:
    """Give the nouns that the glossary does not know."""
    return [noun for noun in nouns if noun not in glossary]


def said_twice(words: Iterable[str]) -> list[str]:
    """Give the words that stand on several rows."""
    return sorted(word for word, times in Counter(words).items() if times > 1)


def glossary() -> list[tuple[str, str]]:
    return words_of(source.text_of(source.ROOT / "docs" / "glossary.md"))


def test_every_table_and_role_is_in_the_glossary() -> None:
    assert not_explained(own_nouns(), dict(glossary())) == []


def test_each_name_has_one_french_word_and_each_word_one_name() -> None:
    codes, french = zip(*glossary(), strict=True)
    assert said_twice(codes) == []
    assert said_twice(french) == []
    assert [word for word in french if not word or "," in word or "/" in word] == []


def test_the_glossary_is_in_alphabetical_order_within_each_table() -> None:
    page = source.text_of(source.ROOT / "docs" / "glossary.md")
    for section in page.split("\n## ")[1:]:
        codes = [code.lower() for code, _ in words_of(section)]
        assert codes == sorted(codes), section.splitlines()[0]


def test_a_table_without_a_word_is_seen() -> None:
    page = "| `Loan` | prêt | a thing lent |\n| `Hold` | prêt | a place in the queue |\n"
    words = words_of(page)
    assert not_explained(["Loan", "Kit"], dict(words)) == ["Kit"]
    assert said_twice(french for _, french in words) == ["prêt"]


@pytest.mark.parametrize("row", ["| Loan | prêt | a thing lent |", "| `Loan` | prêt |"])
def test_a_row_of_another_form_is_no_word(row: str) -> None:
    assert words_of(row) == []
