"""What somebody asks of the search, as it stands in an address: read, changed, written again.

The names and values are those of the interfaces, so that the address of a page and that of the API ask the same.
Pure: what a question finds is in `search_page`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlencode

from portee.catalogue.api import Bounds, FacetName, Filter, Sort, most_precise

Pairs = list[tuple[str, str]]

CODED: Final = tuple(name for name in FacetName if name is not FacetName.DATE)


class View(StrEnum):
    """How results are laid out."""

    LIST = "list"
    COVERS = "covers"


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """One question.

    - `chosen`: codes by facet, families left out of which a member is chosen; `years`: ranges of years.
    - `opened`: families whose members are shown, with their facet; `sought`: what is looked for inside a facet.
    - `after`: the word of a cursor; `is_exact`: nothing is corrected, somebody means what they typed.
    - `only_open`: what does not open on line to whoever asks is left out.
    """

    text: str = ""
    chosen: Mapping[FacetName, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[Bounds, ...] = ()
    sort: Sort = Sort.RELEVANCE
    view: View = View.LIST
    after: str = ""
    opened: tuple[tuple[FacetName, str], ...] = ()
    sought: Mapping[FacetName, str] = field(default_factory=dict)
    is_exact: bool = False
    only_open: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is asked: neither words nor filters."""
        return not self.text and not self.has_filters

    @property
    def has_filters(self) -> bool:
        """Whether anything narrows the words: chosen in a facet, or only what opens."""
        return bool(self.chosen or self.years or self.only_open)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """What is chosen, as engines take it."""
        coded = [Filter(facet, values=values) for facet, values in self.chosen.items()]
        dated = [Filter(FacetName.DATE, ranges=self.years)] if self.years else []
        return (*coded, *dated)

    @property
    def choices(self) -> tuple[tuple[FacetName, str], ...]:
        """Each facet and value chosen, in the order of the address; ranges are written `1900..1999`."""
        coded = [(facet, value) for facet, values in self.chosen.items() for value in values]
        return (*coded, *((FacetName.DATE, written(one)) for one in self.years))

    def but(self, **changes: Any) -> "SearchQuestion":
        """The question with changes, from the first page."""
        return replace(self, **{"after": "", **changes})

    def choosing(self, facet: FacetName, value: str) -> "SearchQuestion":
        """The question narrowed, or widened, by one more value of a facet."""
        return self._with(facet, (*self.chosen.get(facet, ()), value))

    def without(self, facet: FacetName, value: str = "") -> "SearchQuestion":
        """The question without one value of a facet, or without all of them."""
        if facet is FacetName.DATE:
            return self.but(
                years=tuple(one for one in self.years if value and written(one) != value)
            )
        kept = tuple(one for one in self.chosen.get(facet, ()) if value and one != value)
        return self._with(facet, kept)

    def without_filters(self) -> "SearchQuestion":
        """The words alone."""
        return self.but(chosen={}, years=(), opened=(), sought={}, only_open=False)

    def _with(self, facet: FacetName, values: Sequence[str]) -> "SearchQuestion":
        others = {known: kept for known, kept in self.chosen.items() if known is not facet}
        added = {facet: most_precise(tuple(values))} if values else {}
        return self.but(chosen={**others, **added})

    def pairs(self) -> Pairs:
        """The parameters of the address of this question; what is usual is not written."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(facet.value, value) for facet, value in self.choices]
        if self.sort is not Sort.RELEVANCE:
            pairs.append(("sort", self.sort.value))
        if self.view is not View.LIST:
            pairs.append(("view", self.view.value))
        if self.only_open:
            pairs.append(("mine", "1"))
        if self.is_exact:
            pairs.append(("exact", "1"))
        pairs += [("open", f"{facet.value}:{value}") for facet, value in self.opened]
        pairs += [(f"find_{facet.value}", text) for facet, text in self.sought.items()]
        return [*pairs, ("after", self.after)] if self.after else pairs

    def address(self, path: str) -> str:
        """The address of this question at a path, as readable as an address can be."""
        pairs = self.pairs()
        return f"{path}?{encoded(pairs)}" if pairs else path


def encoded(pairs: Iterable[tuple[str, str]]) -> str:
    """Parameters as they stand in an address; paths of codes and ranges keep their signs."""
    return urlencode(list(pairs), safe="/:.")


def written(bounds: Bounds) -> str:
    """A range of years as an address writes it: `1900..1999`, open ends empty."""
    first = "" if bounds.first is None else str(bounds.first)
    last = "" if bounds.last is None else str(bounds.last)
    return f"{first}..{last}"
