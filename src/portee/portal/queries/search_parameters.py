"""Reads the parameters of a search: what is wrong in them is told, and the rest is kept.

The page leaves out what is wrong, since a reader typed no parameter; the API refuses it by its name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from django.utils.translation import gettext as _

from portee.catalogue.api import Bounds, FacetName, Sort, most_precise
from portee.portal.queries.search_question import CODED, SearchQuestion, View

LONGEST_TEXT: Final = 1_000
"""Characters kept of what somebody typed or pasted: longer than any title."""

LONGEST_VALUE: Final = 250
MOST_VALUES: Final = 50
"""Values of one facet, and families opened: nobody ticks more, and each costs the engine."""

MOST_OPENED: Final = 8
_YEARS: Final = re.compile(r"(-?\d{1,4})?\.\.(-?\d{1,4})?|(-?\d{1,4})", re.ASCII)
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f]+")

E = TypeVar("E", bound=StrEnum)
Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a parameter, in a sentence for the person who wrote the address."""

    parameter: str
    message: str


def read_question(parameters: Parameters) -> tuple[SearchQuestion, tuple[Problem, ...]]:
    """The question that parameters ask, without what is wrong in them, and what is wrong."""
    problems: list[Problem] = []
    chosen: dict[FacetName, tuple[str, ...]] = {}
    for facet in CODED:
        values = _values(parameters, facet.value, problems)
        if values:
            chosen[facet] = most_precise(values)
    question = SearchQuestion(
        text=cleaned(_one(parameters, "q")),
        chosen=chosen,
        years=_years(parameters, problems),
        sort=_choice(Sort.RELEVANCE, parameters, "sort", problems),
        view=_choice(View.LIST, parameters, "view", problems),
        after=_one(parameters, "after"),
        opened=_opened(parameters),
        sought={
            facet: text
            for facet in CODED
            if (text := cleaned(_one(parameters, f"find_{facet.value}"))[:LONGEST_VALUE])
        },
        is_exact=_one(parameters, "exact") == "1",
        only_open=_one(parameters, "mine") == "1",
    )
    return question, tuple(problems)


def cleaned(text: str) -> str:
    """What was typed, without outer spaces, control characters, and what is past any title."""
    return _SPACES.sub(" ", text).strip()[:LONGEST_TEXT]


def read_years(text: str) -> Bounds | None:
    """Read `1900..1999`, `1900..`, `..1999` or `1900`; None for anything else, and for an empty range."""
    found = _YEARS.fullmatch(text.strip())
    if found is None or text.strip() == "..":
        return None
    if found[3]:
        return Bounds(int(found[3]), int(found[3]))
    first = int(found[1]) if found[1] else None
    last = int(found[2]) if found[2] else None
    if first is not None and last is not None and first > last:
        return None
    return Bounds(first, last)


def _one(parameters: Parameters, name: str) -> str:
    values = parameters.get(name) or ("",)
    return values[-1]


def _values(parameters: Parameters, name: str, problems: list[Problem]) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in parameters.get(name, ()) if value))
    if len(values) > MOST_VALUES:
        problems.append(
            Problem(name, _("At most %(count)d values are taken.") % {"count": MOST_VALUES})
        )
    kept = [value for value in values[:MOST_VALUES] if len(value) <= LONGEST_VALUE]
    if len(kept) < len(values[:MOST_VALUES]):
        problems.append(Problem(name, _("A value is too long.")))
    return tuple(kept)


def _years(parameters: Parameters, problems: list[Problem]) -> tuple[Bounds, ...]:
    ranges: dict[Bounds, None] = {}
    for text in _values(parameters, "date", problems):
        bounds = read_years(text)
        if bounds is None:
            problems.append(
                Problem("date", _("Write a year, or two with two points between: 1900..1999."))
            )
        else:
            ranges[bounds] = None
    typed = f"{_one(parameters, 'from').strip()}..{_one(parameters, 'to').strip()}"
    if typed != ".." and (bounds := read_years(typed)) is not None:
        ranges[bounds] = None
    return tuple(ranges)


def _choice(usual: E, parameters: Parameters, name: str, problems: list[Problem]) -> E:
    text = _one(parameters, name)
    if not text:
        return usual
    try:
        return type(usual)(text)
    except ValueError:
        known = ", ".join(type(usual))
        problems.append(Problem(name, _("Choose one of: %(choices)s.") % {"choices": known}))
        return usual


def _opened(parameters: Parameters) -> tuple[tuple[FacetName, str], ...]:
    found: dict[tuple[FacetName, str], None] = {}
    for text in list(parameters.get("open", ()))[:MOST_OPENED]:
        name, _colon, value = text.partition(":")
        if name in CODED and value and len(value) <= LONGEST_VALUE:
            found[FacetName(name), value] = None
    return tuple(found)
