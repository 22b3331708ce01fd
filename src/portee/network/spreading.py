"""Points pushed apart until each can be told, and touched, without the others. Pure numbers; no map, no word."""

from collections.abc import Sequence
from math import atan2, cos, hypot, sin

MOST_ROUNDS = 80
"""Three points settle in a few rounds; a crowd that does not fit stays as it is after these."""

Point = tuple[float, float]


def spread(
    points: Sequence[Point],
    *,
    distance: float,
    low: Point,
    high: Point,
    fixed: Sequence[Point] = (),
) -> list[Point]:
    """The points at least `distance` apart, and from the `fixed` ones, kept between the corners `low` and `high`."""
    moving = [[x, y] for x, y in points]
    for _round in range(MOST_ROUNDS):
        if not _push_apart(moving, distance=distance, fixed=fixed):
            break
        for point in moving:
            point[0] = min(max(point[0], low[0]), high[0])
            point[1] = min(max(point[1], low[1]), high[1])
    return [(x, y) for x, y in moving]


def _push_apart(points: list[list[float]], *, distance: float, fixed: Sequence[Point]) -> bool:
    """One round; says whether anything moved."""
    moved = False
    for i, one in enumerate(points):
        for j in range(i):
            moved |= _part(one, points[j], distance=distance, seed=i * 2.4 + j, share=0.5)
        for x, y in fixed:
            moved |= _part(one, [x, y], distance=distance, seed=i * 2.4, share=1.0)
    return moved


def _part(
    one: list[float], other: list[float], *, distance: float, seed: float, share: float
) -> bool:
    """Push `one` by its share of what misses, and `other` by the rest; two points at one place part along `seed`."""
    gap = hypot(one[0] - other[0], one[1] - other[1])
    if gap >= distance:
        return False
    angle = atan2(one[1] - other[1], one[0] - other[0]) if gap else seed
    push = distance - gap + 0.1
    one[0] += push * share * cos(angle)
    one[1] += push * share * sin(angle)
    other[0] -= push * (1 - share) * cos(angle)
    other[1] -= push * (1 - share) * sin(angle)
    return True
