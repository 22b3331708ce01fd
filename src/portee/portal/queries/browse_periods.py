"""The catalogue by date: centuries, and decades since 1700, each a bar as long as there are documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from portee.catalogue.api import (
    Bounds,
    FacetName,
    FacetWanted,
    IndexMissingError,
    Query,
    facet_label,
    search,
)
from portee.portal.queries.search_question import SearchQuestion, written
from portee.portal.trail import Trail, trail_to

FIRST_CENTURY: Final = 1400
"""What is older is one period: there is little of it, and its dates are seldom known to the year."""

FIRST_DECADES: Final = 1700
COLUMN_WIDTH: Final = 10
CHART_HEIGHT: Final = 120


@dataclass(frozen=True, slots=True)
class Period:
    """Some years. `share`: 1 to 100, of the longest bar of its kind; `x` and `y` are where its column stands."""

    label: str
    url: str
    count: int
    share: int = 0
    x: int = 0
    y: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Century:
    """A century and its decades, the latest first; before 1700 there are none."""

    period: Period
    decades: Sequence[Period]


@dataclass(frozen=True, slots=True)
class PeriodsPage:
    """The whole line of time. `columns` are the bars of the drawing, earliest first; `undated` documents are apart."""

    trail: Trail
    is_ready: bool
    centuries: Sequence[Century] = ()
    columns: Sequence[Period] = ()
    width: int = 0
    height: int = CHART_HEIGHT
    undated: int = 0
    dated: int = 0

    @property
    def first_label(self) -> str:
        """What the drawing begins with."""
        return self.columns[0].label

    @property
    def last_label(self) -> str:
        """What the drawing ends with."""
        return self.columns[-1].label


def read_periods_page(*, this_year: int, language: str) -> PeriodsPage:
    """Read the line of time, without any SQL query; `this_year` is the last one drawn."""
    trail = trail_to(_("Timeline"), (_("Browse"), "portal:browse"))
    ranges = tuple(_ranges(this_year))
    try:
        result = search(Query(facets=(FacetWanted(FacetName.DATE, ranges=ranges),), limit=0))
    except IndexMissingError:
        return PeriodsPage(trail, is_ready=False)
    path = reverse("portal:search")
    counts = {
        bounds: one.count for bounds, one in zip(ranges, result.facets[FacetName.DATE], strict=True)
    }
    longest = max(counts.values(), default=0)
    columns = [_column(bounds, counts[bounds], longest, language, path) for bounds in ranges]
    first = next((at for at, one in enumerate(columns) if one.count), len(columns))
    drawn = [_placed(one, at) for at, one in enumerate(columns[first:])]
    dated = sum(counts.values())
    return PeriodsPage(
        trail=trail,
        is_ready=True,
        centuries=[*_centuries(counts, language, path, this_year)][::-1],
        columns=drawn,
        width=len(drawn) * COLUMN_WIDTH,
        undated=result.total - dated,
        dated=dated,
    )


def _ranges(this_year: int) -> Iterator[Bounds]:
    """The periods counted, earliest first, which neither overlap nor leave a year out."""
    yield Bounds(None, FIRST_CENTURY - 1)
    for first in range(FIRST_CENTURY, FIRST_DECADES, 100):
        yield Bounds(first, first + 99)
    last = this_year - this_year % 10
    for first in range(FIRST_DECADES, last, 10):
        yield Bounds(first, first + 9)
    yield Bounds(last, None)


def _centuries(
    counts: dict[Bounds, int], language: str, path: str, this_year: int
) -> Iterator[Century]:
    """The periods by century, earliest first, without those that hold nothing."""
    longest = max(counts.values(), default=0)
    wholes = [Bounds(None, FIRST_CENTURY - 1)]
    wholes += [Bounds(first, first + 99) for first in range(FIRST_CENTURY, this_year + 1, 100)]
    wholes[-1] = Bounds(wholes[-1].first, None)
    for whole in wholes:
        inside = [bounds for bounds in counts if _holds(whole, bounds)]
        total = sum(counts[bounds] for bounds in inside)
        if total:
            decades = [
                _column(bounds, counts[bounds], longest, language, path)
                for bounds in reversed(inside)
                if counts[bounds] and bounds != whole
            ]
            yield Century(_column(whole, total, total, language, path), decades)


def _holds(whole: Bounds, bounds: Bounds) -> bool:
    if whole.first is None or bounds.first is None:
        return whole == bounds
    return whole.first <= bounds.first and (whole.last is None or bounds.first <= whole.last)


def _column(bounds: Bounds, count: int, longest: int, language: str, path: str) -> Period:
    value = written(bounds)
    return Period(
        label=facet_label(FacetName.DATE, value, language),
        url=SearchQuestion(years=(bounds,)).address(path),
        count=count,
        share=max(round(100 * count / longest), 1) if count else 0,
    )


def _placed(one: Period, at: int) -> Period:
    height = max(one.share * CHART_HEIGHT // 100, 1) if one.count else 0
    return Period(
        one.label,
        one.url,
        one.count,
        one.share,
        at * COLUMN_WIDTH,
        CHART_HEIGHT - height,
        height,
    )
