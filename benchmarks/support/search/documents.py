"""Documents and queries made up from a seed: French-looking words, frequent ones much more so than the others."""

import bisect
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from portee.catalogue.search.port import Access, AccessMode, Document, FacetName, Field

ONSETS: Final = (
    "b",
    "c",
    "ch",
    "d",
    "f",
    "g",
    "gr",
    "j",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "qu",
    "r",
    "s",
    "t",
    "tr",
    "v",
)
VOWELS: Final = ("a", "e", "é", "i", "o", "ou", "u", "an", "on", "in", "eau", "oi")
ENDINGS: Final = (
    "",
    "",
    "",
    "e",
    "es",
    "s",
    "er",
    "eur",
    "euse",
    "tion",
    "ment",
    "ique",
    "ée",
    "ien",
    "ienne",
)
TOOLS: Final = (
    "de",
    "la",
    "le",
    "et",
    "les",
    "des",
    "à",
    "pour",
    "en",
    "l'",
    "d'",
    "du",
    "un",
    "une",
)

WORDS: Final = 40_000
NAMES: Final = 20_000
SUBJECTS: Final = 6_000
ACCESS_CLASSES: Final = 2_000
OPEN_CLASSES: Final = 600

SIZES_OF_FACETS: Final = {
    FacetName.DISCIPLINE: 24,
    FacetName.TYPE: 20,
    FacetName.LEVEL: 9,
    FacetName.INSTRUMENT: 90,
    FacetName.AUDIENCE: 6,
    FacetName.LANGUAGE: 40,
    FacetName.ESTABLISHMENT: 150,
}
"""The seven facets counted, and how many values each has."""


class Zipf:
    """Draws from a list, the first ones most often, as words fall in texts."""

    def __init__(self, values: Sequence[str], *, exponent: float = 1.0) -> None:
        self._values = values
        weights = (1.0 / (rank + 2.7) ** exponent for rank in range(len(values)))
        self._sums = list(itertools.accumulate(weights))

    def draw(self, chance: random.Random) -> str:
        """One value."""
        return self._values[bisect.bisect(self._sums, chance.random() * self._sums[-1])]


def _word(chance: random.Random) -> str:
    syllables = chance.choices((1, 2, 3), (2, 5, 3))[0]
    body = "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(syllables))
    return body + chance.choice(ENDINGS)


class Catalogue:
    """So many documents, the same for every engine and every run."""

    def __init__(self, size: int, *, seed: int = 7) -> None:
        self.size = size
        self._seed = seed
        chance = random.Random(seed)
        every = list(dict.fromkeys(_word(chance) for _ in range(WORDS * 2)))[:WORDS]
        self.words = Zipf(every)
        self.names = Zipf(
            [
                f"{chance.choice(every).title()}, {chance.choice(every).title()}"
                for _ in range(NAMES)
            ],
            exponent=0.7,
        )
        self.subjects = Zipf(
            [" ".join(chance.choices(every[:3000], k=2)) for _ in range(SUBJECTS)], exponent=0.8
        )
        self._facets = {
            facet: Zipf([f"{facet[:3]}{place}" for place in range(values)])
            for facet, values in SIZES_OF_FACETS.items()
        }
        self.access = Access(
            frozenset(chance.sample(range(ACCESS_CLASSES), OPEN_CLASSES)), AccessMode.ONLY
        )

    def documents(self) -> Iterator[Document]:
        """Every document, by id."""
        chance = random.Random(self._seed + 1)
        for number in range(1, self.size + 1):
            yield self._document(number, chance)

    def _document(self, number: int, chance: random.Random) -> Document:
        title = self._sentence(chance, chance.randint(2, 8))
        people = tuple(self.names.draw(chance) for _ in range(chance.choice((1, 1, 2, 3))))
        subjects = tuple(self.subjects.draw(chance) for _ in range(chance.randint(0, 3)))
        facets = {
            facet: tuple({values.draw(chance) for _ in range(chance.choice((1, 1, 1, 2, 3)))})
            for facet, values in self._facets.items()
        }
        return Document(
            id=number,
            texts={
                Field.TITLE: (title,),
                Field.CONTRIBUTOR: people,
                Field.SUBJECT: subjects,
                Field.NOTE: (self._sentence(chance, chance.randint(5, 20)),),
                Field.PUBLISHER: (self.words.draw(chance),),
            },
            facets=facets,
            sort_title=title,
            year=2026 - int(chance.expovariate(0.05)),
            added_date=date(2015, 1, 1) + timedelta(days=chance.randrange(4000)),
            access_class=min(int(chance.expovariate(0.004)), ACCESS_CLASSES - 1),
            people=people,
            subjects=subjects,
            weight=chance.random(),
        )

    def _sentence(self, chance: random.Random, words: int) -> str:
        return " ".join(
            chance.choice(TOOLS) if chance.random() < 0.35 else self.words.draw(chance)
            for _ in range(words)
        )

    def queries(self, count: int) -> list[str]:
        """What readers type: mostly one or two words, drawn as they fall in texts."""
        chance = random.Random(self._seed + 2)
        return [
            " ".join(self.words.draw(chance) for _ in range(chance.choice((1, 1, 2, 2, 3))))
            for _ in range(count)
        ]


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine answered, to see that all did the same work."""

    total: int
    facet_values: int
