"""The facets beside a result, as the page draws them: groups of boxes, families that open, a field to look inside."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from portee.catalogue.api import (
    FacetCount,
    FacetName,
    facet_labels,
    facet_name,
    has_members,
    in_order,
    values_named,
)
from portee.kernel.ordering import search_key
from portee.portal.numbers import grouped
from portee.portal.queries.facet_counts import SHOWN, Counts, Family
from portee.portal.queries.search_question import SearchQuestion

UNFOLDED: Final = 5
"""Groups shown open: what people choose by comes first, the rest is one key away."""

SEARCHABLE: Final = frozenset(
    {FacetName.INSTRUMENT, FacetName.ESTABLISHMENT, FacetName.LANGUAGE, FacetName.SUBJECT}
)
"""Facets that may be too long to be read; a field looks inside them."""

ORDERED: Final = frozenset({FacetName.LEVEL, FacetName.AUDIENCE})
"""Facets that follow their vocabulary, and not their counts."""


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One box. `shown` is its count in words; `toggle_url` opens the family, or folds it again, if it is one."""

    value: str
    label: str
    shown: str
    is_chosen: bool
    id: str
    toggle_url: str = ""
    is_open: bool = False
    members: tuple["FacetOption", ...] = ()


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet. `name` is its parameter; `own` is the reader's own establishment, apart from the others."""

    name: str
    label: str
    options: tuple[FacetOption, ...]
    is_open: bool
    chosen: int
    is_searchable: bool = False
    sought: str = ""
    own: FacetOption | None = None

    @property
    def own_options(self) -> tuple[FacetOption, ...]:
        """The reader's own establishment as a list of one, drawn as the others are."""
        return (self.own,) if self.own is not None else ()

    @property
    def boxes(self) -> Iterator[FacetOption]:
        """Every box of the group, those of opened families too."""
        yield from _with_members((*self.options, *self.own_options))


def _with_members(options: Iterable[FacetOption]) -> Iterator[FacetOption]:
    for option in options:
        yield option
        yield from _with_members(option.members)


@dataclass(frozen=True, slots=True)
class Panel:
    """Draws the groups of one question. `home` is the path of the reader's own establishment, or empty."""

    question: SearchQuestion
    counts: Counts
    language: str
    path: str
    home: str = ""

    def groups(self) -> tuple[FacetGroup, ...]:
        """The groups that hold something, in the order of the page."""
        drawn = (self._group(facet) for facet in SHOWN)
        kept = [group for group in drawn if group.options or group.sought or group.own]
        return tuple(
            replace(group, is_open=group.is_open or place < UNFOLDED)
            for place, group in enumerate(kept)
        )

    def _group(self, facet: FacetName) -> FacetGroup:
        sought = self.question.sought.get(facet, "")
        top = self.counts.top.get(facet, ())
        chosen = sum(known is facet for known, _value in self.question.choices)
        return FacetGroup(
            name=facet.value,
            label=facet_name(facet, self.language),
            options=self._found(facet, sought, top) if sought else self._options(facet, top),
            is_open=bool(chosen or sought or any(one is facet for one, _ in self.question.opened)),
            chosen=chosen,
            is_searchable=facet in SEARCHABLE and (bool(sought) or len(top) >= SHOWN[facet]),
            sought=sought,
            own=self._own() if facet is FacetName.ESTABLISHMENT else None,
        )

    def _options(self, facet: FacetName, counts: Iterable[FacetCount]) -> tuple[FacetOption, ...]:
        shown = [
            one
            for one in counts
            if (one.count or one.is_selected) and not (self.home and one.value == self.home)
        ]
        if facet in ORDERED:
            places = {
                value: at for at, value in enumerate(in_order(facet, (o.value for o in shown)))
            }
            shown.sort(key=lambda one: places[one.value])
        labels = facet_labels(facet, [one.value for one in shown], self.language)
        return tuple(self._option(facet, one, labels[one.value]) for one in shown)

    def _option(self, facet: FacetName, count: FacetCount, label: str) -> FacetOption:
        value = count.value
        members = self.counts.families.get((facet, value))
        return FacetOption(
            value=value,
            label=label,
            shown=grouped(count.count),
            is_chosen=value in self._chosen(facet),
            id=option_id(facet, value),
            toggle_url=self._toggle_url(facet, value, is_open=members is not None),
            is_open=members is not None,
            members=self._options(facet, members or ()),
        )

    def _chosen(self, facet: FacetName) -> set[str]:
        return {value for known, value in self.question.choices if known is facet}

    def _toggle_url(self, facet: FacetName, value: str, *, is_open: bool) -> str:
        if not has_members(facet, value):
            return ""
        family: Family = (facet, value)
        others = tuple(one for one in self.question.opened if one != family)
        opened = others if is_open else (*others, family)
        return self.question.but(opened=opened).address(self.path)

    def _found(
        self, facet: FacetName, sought: str, top: tuple[FacetCount, ...]
    ) -> tuple[FacetOption, ...]:
        """The values whose name holds the words looked for, and those chosen."""
        counted = {one.value: one for one in top}
        for (known, _family), members in self.counts.families.items():
            if known is facet:
                counted.update((one.value, one) for one in members)
        named = values_named(facet, sought, language=self.language)
        if named:
            values = [value for value in named if value in counted]
        else:
            labels = facet_labels(facet, counted, self.language)
            words = search_key(sought).split()
            values = [
                value
                for value in counted
                if words and all(word in search_key(labels[value]) for word in words)
            ]
        chosen = [value for value in self._chosen(facet) if value in counted]
        kept = dict.fromkeys((*chosen, *values[: 2 * SHOWN[facet]]))
        labels = facet_labels(facet, kept, self.language)
        return tuple(
            replace(self._option(facet, counted[value], labels[value]), toggle_url="", members=())
            for value in kept
            if counted[value].count or value in chosen
        )

    def _own(self) -> FacetOption | None:
        """The reader's own establishment; without anything found there it is shown all the same."""
        if not self.home:
            return None
        facet = FacetName.ESTABLISHMENT
        return FacetOption(
            value=self.home,
            label=facet_labels(facet, [self.home], self.language)[self.home],
            shown=grouped(self.counts.at_home),
            is_chosen=self.home in self._chosen(facet),
            id=option_id(facet, self.home),
        )


def option_id(facet: FacetName, value: str) -> str:
    """The identifier of a box, the same on every page: the focus finds it again after an update."""
    return f"f-{facet.value}-{zlib.crc32(value.encode()):08x}"


def choices_by_value(
    question: SearchQuestion, language: str
) -> Mapping[tuple[FacetName, str], str]:
    """The words of each choice of a question."""
    by_facet: dict[FacetName, list[str]] = {}
    for facet, value in question.choices:
        by_facet.setdefault(facet, []).append(value)
    return {
        (facet, value): label
        for facet, values in by_facet.items()
        for value, label in facet_labels(facet, values, language).items()
    }
