"""One controlled vocabulary: our codes, their labels and families, and what others call the same things."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from portee.catalogue.vocabularies.words import folded, singular
from portee.protocols.description import Term
from portee.protocols.schemes import Scheme

NAMES: Final = (
    "type",
    "level",
    "discipline",
    "audience",
    "instrument",
    "language",
    "genre",
    "relator",
    "key",
    "country",
)
"""The vocabularies, each a file of `data/`."""

CASE_TELLS: Final = frozenset({Scheme.RISM_MOP, Scheme.RISM_KEY})
"""Schemes where a capital and a small letter are two codes: `F` is F major, `f` F minor."""

SHORTENED: Final = {
    Scheme.IAML_MOP: 3,
    Scheme.UNIMARC_LEADER: 1,
    Scheme.MARC21_LEADER: 1,
    Scheme.SUDOC_008: 1,
    Scheme.MARC21_007: 1,
    Scheme.BCP_47: 2,
}
"""Schemes whose codes grow more precise by their end, with the least length that still means something."""


LEAST_WORD: Final = 4
"""Letters that a code needs before it may be words put in the place of a code (« ens. instr. »)."""

ALIASES: Final = {
    "iamlmp": Scheme.IAML_MOP,
    "marcmusperf": Scheme.MARC_MOP,
    "iamlmf": Scheme.IAML_GENRE,
    "marcmuscomp": Scheme.MARC_GENRE,
    "marcrelator": Scheme.MARC_RELATOR,
    "rdaco": Scheme.RDA_CONTENT,
    "rdact": Scheme.RDA_CARRIER,
}
"""Names that records themselves give to our schemes, in $2 (Library of Congress, source codes)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of a vocabulary. `weak_words` mean it only when nothing else speaks."""

    code: str
    french: str
    english: str
    broader: str = ""
    discipline: str = ""
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    weak_words: tuple[str, ...] = ()


class Vocabulary:
    """A vocabulary loaded once: look-ups are those of a dictionary.

    Raises KeyError for a code that is not its own; looking up what others say gives an empty string when unknown.
    """

    def __init__(self, name: str, data: Mapping[str, Any]) -> None:
        self.name = name
        self.source: str = data["source"]
        self.licence: str = data["licence"]
        self.attribution: str = data["attribution"]
        self.entries: Mapping[str, Entry] = {
            code: _entry(code, value) for code, value in data["entries"].items()
        }
        self._foreign = {key: entry.code for entry in self.entries.values() for key in _keys(entry)}
        self._exact: dict[str, str] = {}
        self._singular: dict[str, str] = {}
        self._weak: dict[str, str] = {}
        self._learn_words()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in the order of the file: families come before what they hold."""
        return tuple(self.entries)

    def label(self, code: str, language: str) -> str:
        """The label in French (`fr`, `fr-CA`…) or, for any other language, in English."""
        entry = self.entries[code]
        return entry.french if language[:2] == "fr" else entry.english

    def broader(self, code: str) -> str:
        """The code just above, or an empty string."""
        return self.entries[code].broader

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes above, nearest first."""
        found: list[str] = []
        while code := self.entries[code].broader:
            found.append(code)
        return tuple(found)

    def from_code(self, scheme: str, code: str) -> str:
        """What a code of another list means here; a code more precise than ours is shortened."""
        scheme = ALIASES.get(scheme, scheme)
        code = code.strip(" |#.,;:")
        if scheme == Scheme.IAML_MOP:
            code = code.replace(" ", "_")
        if scheme not in CASE_TELLS:
            code = code.lower()
        known = self._foreign.get((scheme, code), "")
        least = SHORTENED.get(Scheme(scheme)) if scheme in _SCHEMES else None
        while not known and least is not None and len(code) > least:
            code = code[:-1]
            known = self._foreign.get((scheme, code), "")
        return known

    def from_words(self, text: str) -> str:
        """What words mean here, whatever their case, accents and number."""
        key = folded(text)
        return self._exact.get(key) or self._singular.get(singular(key), "")

    def from_weak_words(self, text: str) -> str:
        """What words mean here when nothing else speaks."""
        return self._weak.get(folded(text), "")

    def find(self, term: Term) -> str:
        """What a term means here: by its code, else by its words, else by a code that is a word."""
        return (
            (term.code and self.from_code(term.scheme, term.code))
            or (term.text and self.from_words(term.text))
            or (len(term.code) >= LEAST_WORD and self.from_words(term.code))
            or ""
        )

    def _learn_words(self) -> None:
        plurals: dict[str, set[str]] = {}
        for entry in self.entries.values():
            for words in (entry.french, entry.english, *entry.words):
                key = folded(words)
                self._exact.setdefault(key, entry.code)
                plurals.setdefault(singular(key), set()).add(entry.code)
            for words in entry.weak_words:
                self._weak[folded(words)] = entry.code
        # « drums » is a kit, « drum » is not: where taking plurals off would mix two things, only exact words tell.
        self._singular = {key: codes.pop() for key, codes in plurals.items() if len(codes) == 1}


_SCHEMES: Final = frozenset(Scheme)


def _entry(code: str, value: Mapping[str, Any]) -> Entry:
    return Entry(
        code=code,
        french=value["fr"],
        english=value["en"],
        broader=value.get("broader", ""),
        discipline=value.get("discipline", ""),
        codes={scheme: tuple(codes) for scheme, codes in value.get("codes", {}).items()},
        words=tuple(value.get("words", ())),
        weak_words=tuple(value.get("weak_words", ())),
    )


def _keys(entry: Entry) -> Iterator[tuple[str, str]]:
    for scheme, codes in entry.codes.items():
        for code in codes:
            yield scheme, code if scheme in CASE_TELLS else code.lower()


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of that name, loaded at the first call. Raises LookupError for an unknown name."""
    if name not in NAMES:
        raise LookupError(name)
    path = files("portee.catalogue.vocabularies") / "data" / f"{name}.toml"
    return Vocabulary(name, tomllib.loads(path.read_text(encoding="utf-8")))
