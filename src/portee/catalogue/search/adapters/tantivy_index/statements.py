"""Statements analysed once: what records say of people, subjects and publishers comes back in thousands of them."""

from collections.abc import Iterable, Sequence
from typing import Final

from portee.catalogue.search.analysis import (
    KEPT_STEMS,
    exact_terms,
    in_parts,
    is_stop_word,
    stem,
    terms_in_parts,
)
from portee.catalogue.search.port import Document, Field

REPEATED: Final = frozenset({Field.CONTRIBUTOR, Field.SUBJECT, Field.LABEL, Field.PUBLISHER})
"""Fields whose statements stand in thousands of documents."""

MOST_KEPT: Final = 1 << 16
"""Statements kept by a writer, some 40 MiB when full."""

LONGEST_KEPT: Final = 100
"""Characters beyond which a statement is not met again."""


class Terms(dict[str, str]):
    """The stem of each exact term met, empty where it has none; `fresh` are those met for the first time.

    Whoever reads `fresh` empties it. A term may be met for the first time again, when too many were remembered.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fresh: list[str] = []

    def __missing__(self, term: str) -> str:
        """Work out one more."""
        if len(self) >= KEPT_STEMS:
            self.clear()
        self.fresh.append(term)
        found = self[term] = "" if is_stop_word(term) else stem(term)
        return found


class Statements:
    """What the documents of a batch state, as both views write it: terms joined by spaces.

    Texts kept by text, with nothing around them, cost the collector of garbage nothing.
    """

    def __init__(self) -> None:
        self.exact: dict[str, str] = {}
        self.french: dict[str, str] = {}
        self.terms = Terms()

    def learn(self, documents: Sequence[Document]) -> list[str]:
        """Analyse what the batch states for the first time; what need not be remembered after it."""
        if len(self.exact) > MOST_KEPT:
            self.exact.clear()
            self.french.clear()
        known = self.exact
        unknown: dict[str, bool] = {}
        for document in documents:
            if document.sort_title not in known:
                unknown[document.sort_title] = False
            for field, texts in document.texts.items():
                is_repeated = field in REPEATED
                for text in texts:
                    if text not in known:
                        unknown[text] = is_repeated
        if not unknown:
            return []
        terms = terms_in_parts(list(unknown))
        self.exact.update(zip(unknown, in_parts(terms), strict=True))
        stems = filter(None, map(self.terms.__getitem__, terms))
        self.french.update(zip(unknown, in_parts(stems), strict=True))
        return [
            text
            for text, is_repeated in unknown.items()
            if not is_repeated or len(text) > LONGEST_KEPT
        ]

    def forget(self, texts: Iterable[str]) -> None:
        """Remember these no more."""
        for text in texts:
            del self.exact[text]
            del self.french[text]

    def terms_of(self, text: str) -> list[str]:
        """The exact terms of a heading, which may be a statement met lately."""
        known = self.exact.get(text)
        return exact_terms(text) if known is None else known.split()
