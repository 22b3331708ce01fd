"""What is indexed of one resource. Not what is shown of it: rows are read from the database by id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

PATH_SEPARATOR: Final = "/"
MAX_ID: Final = (1 << 36) - 1
"""Greatest id: a year or a day and an id share one sort key of 63 bits."""

MAX_YEAR: Final = 9999


class Field(StrEnum):
    """Where words stand in a document. What a word weighs there is said by `BOOSTS`."""

    TITLE = "title"
    CONTRIBUTOR = "contributor"
    SUBJECT = "subject"
    LABEL = "label"
    PUBLISHER = "publisher"
    NOTE = "note"
    IDENTIFIER = "identifier"


BOOSTS: Final[Mapping[Field, float]] = {
    Field.TITLE: 4.0,
    Field.CONTRIBUTOR: 5.0,
    Field.SUBJECT: 2.0,
    Field.LABEL: 2.5,
    Field.PUBLISHER: 0.8,
    Field.IDENTIFIER: 6.0,
}
"""What a word of a query found in each field adds, before rarity counts; notes are found, and add nothing."""

EXACT_BOOST: Final = 1.6
"""How much more a word found as it was written counts than one found by its stem."""


class FacetName(StrEnum):
    """The facets of the interfaces; `DATE` is a number, the others hold codes.

    `PERSON` and `SUBJECT` hold headings as they are shown. `RELATION` holds what a document says of another one, by
    the identifier of that other (`part-of:isbn:9782070612758`): who is named so finds who names it.
    """

    DISCIPLINE = "discipline"
    TYPE = "type"
    LEVEL = "level"
    INSTRUMENT = "instrument"
    AUDIENCE = "audience"
    ESTABLISHMENT = "establishment"
    ACCESS = "access"
    LANGUAGE = "language"
    DATE = "date"
    SUBJECT = "subject"
    SOURCE = "source"
    GENRE = "genre"
    PERSON = "person"
    RELATION = "relation"


CODED: Final = tuple(name for name in FacetName if name is not FacetName.DATE)


HIERARCHICAL: Final = frozenset(
    {
        FacetName.DISCIPLINE,
        FacetName.ESTABLISHMENT,
        FacetName.GENRE,
        FacetName.INSTRUMENT,
        FacetName.LEVEL,
        FacetName.TYPE,
    }
)
"""Facets whose codes stand in families, written as paths; elsewhere a stroke is a letter like another."""

MAX_LEVELS: Final = 6
"""Longest path: a village library stands five levels below its network."""


@dataclass(frozen=True, slots=True)
class Document:
    """One resource, as engines see it.

    - `id`: the resource's own, 1 to `MAX_ID`.
    - `texts`: what is written in each field, one string per statement; a phrase never runs over two of them.
    - `facets`: codes, each with its families before it when it has some (`music/jazz`); a document is counted once
      in each family.
    - `year`: astronomical; None when unknown.
    - `access_class`: the id of its set of grants, which a person may use or not.
    - `people`, `subjects`, `instruments`: headings offered while typing, as they are shown.
    - `weight`: 0 to 1, what is known of its worth without a query (recent, held by many): a mild signal.
    - `fingerprint`: 63 bits that change with the resource, kept beside it: whether the index holds it as it is.
    """

    id: int
    texts: Mapping[Field, tuple[str, ...]]
    facets: Mapping[FacetName, tuple[str, ...]] = field(default_factory=dict)
    sort_title: str = ""
    year: int | None = None
    added_date: date | None = None
    access_class: int = 0
    people: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    weight: float = 0.0
    fingerprint: int = 0

    def __post_init__(self) -> None:
        """Refuse what no engine could hold."""
        if not 1 <= self.id <= MAX_ID:
            raise ValueError(f"Document {self.id}: an id goes from 1 to {MAX_ID}.")
        if self.year is not None and abs(self.year) > MAX_YEAR:
            raise ValueError(f"Document {self.id}: year {self.year}.")
        if not 0.0 <= self.weight <= 1.0:
            raise ValueError(f"Document {self.id}: weight {self.weight} is not between 0 and 1.")
        if FacetName.DATE in self.facets:
            raise ValueError(f"Document {self.id}: dates are years, not codes.")
        for name, codes in self.facets.items():
            if name in HIERARCHICAL and any(_is_too_deep(code) for code in codes):
                raise ValueError(f"Document {self.id}: {name} is more than {MAX_LEVELS} deep.")


def _is_too_deep(path: str) -> bool:
    return path.count(PATH_SEPARATOR) >= MAX_LEVELS


@lru_cache(maxsize=1 << 14)
def with_families(path: str) -> tuple[str, ...]:
    """A code and the families above it: `a/b/c` gives `a`, `a/b`, `a/b/c`."""
    parts = path.split(PATH_SEPARATOR)
    return tuple(PATH_SEPARATOR.join(parts[:end]) for end in range(1, len(parts) + 1))


def mild_weight(*, year: int | None, this_year: int, holdings: int) -> float:
    """The weight of a document by its age and by how many establishments hold it.

    Half of it fades over forty years; the other half grows with the logarithm of holdings, full at a hundred.
    """
    age = 40 if year is None else min(max(this_year - year, 0), 40)
    recency = 1.0 - age / 40
    spread = min(max(holdings, 0).bit_length() / 7, 1.0)
    return round((recency + spread) / 2, 4)
