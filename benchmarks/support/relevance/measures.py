"""How good a page of results is, by what was judged before it was asked for."""

import math
from collections.abc import Collection, Sequence

PAGE = 10


def reciprocal_rank(found: Sequence[int], wanted: Collection[int]) -> float:
    """One over the place of the first good answer among the first ten; 0 when there is none."""
    for place, one in enumerate(found[:PAGE], start=1):
        if one in wanted:
            return 1 / place
    return 0.0


def gain(found: Sequence[int], wanted: Collection[int]) -> float:
    """The normalised discounted cumulative gain of the first ten: 1 when as many of them are good as can be.

    Source: Järvelin and Kekäläinen, ACM TOIS 20(4), 2002, with grades 0 and 1.
    """
    got = sum(_discount(place) for place, one in enumerate(found[:PAGE]) if one in wanted)
    best = sum(_discount(place) for place in range(min(PAGE, len(wanted))))
    return got / best if best else 0.0


def _discount(place: int) -> float:
    return 1 / math.log2(place + 2)
