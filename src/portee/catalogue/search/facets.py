"""What a facet shows of its counts, the same for every engine."""

from collections.abc import Callable, Iterable, Mapping

from portee.catalogue.search.port import Bounds, FacetCount, FacetWanted, Filter
from portee.catalogue.search.port.document import HIERARCHICAL, MAX_LEVELS, PATH_SEPARATOR


def bounds_value(bounds: Bounds) -> str:
    """A range of years as it is written in an answer: `1900..1999`, open ends empty."""
    first = "" if bounds.first is None else bounds.first
    last = "" if bounds.last is None else bounds.last
    return f"{first}..{last}"


def read_bounds(text: str) -> Bounds:
    """Read `1900..1999`, `1900..`, `..1999` or `1900`. Raises ValueError for anything else."""
    first, dots, last = text.strip().partition("..")
    if not dots:
        return Bounds(int(first), int(first))
    if not first and not last:
        raise ValueError(text)
    return Bounds(int(first) if first else None, int(last) if last else None)


def level_of(path: str) -> int:
    """How many families a code stands under."""
    return path.count(PATH_SEPARATOR)


def levels_wanted(wanted: FacetWanted) -> range:
    """The levels of the codes that a facet shows."""
    if wanted.facet not in HIERARCHICAL:
        return range(1)
    first = level_of(wanted.under) + 1 if wanted.under else 0
    return range(first, min(first + wanted.depth, MAX_LEVELS))


def members(wanted: FacetWanted, counts: Mapping[str, int]) -> dict[str, int]:
    """Keep, of the counts of a facet, the members of the family wanted, as deep as wanted."""
    if wanted.facet not in HIERARCHICAL:
        return dict(counts)
    above = f"{wanted.under}{PATH_SEPARATOR}" if wanted.under else ""
    levels = levels_wanted(wanted)
    return {
        value: count
        for value, count in counts.items()
        if value.startswith(above) and level_of(value) in levels
    }


def selected(
    wanted: FacetWanted,
    counts: Mapping[str, int],
    count_of: Callable[[str], int],
    own: Filter | None,
) -> tuple[FacetCount, ...]:
    """Give the most frequent values of each level, then, of those chosen, the ones that are not among them.

    Equal counts follow the alphabet.
    """
    chosen = own.values if own is not None else ()
    shown = _most_frequent(wanted, counts)
    absent = [value for value in dict.fromkeys(chosen) if value not in dict(shown)]
    return tuple(
        FacetCount(value, count, is_selected=value in chosen)
        for value, count in (*shown, *_counted(absent, count_of))
    )


def _most_frequent(wanted: FacetWanted, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if wanted.depth == 1 or wanted.facet not in HIERARCHICAL:
        return ordered[: wanted.limit]
    room = dict.fromkeys(levels_wanted(wanted), wanted.limit)
    kept: list[tuple[str, int]] = []
    for value, count in ordered:
        level = level_of(value)
        if room[level]:
            room[level] -= 1
            kept.append((value, count))
    return kept


def _counted(values: Iterable[str], count_of: Callable[[str], int]) -> Iterable[tuple[str, int]]:
    return ((value, count_of(value)) for value in values)
