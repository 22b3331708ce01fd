"""A map as numbers: where each dot goes, which dots are too close to be told apart, how long a kilometre is. Pure.

The projection is the plainest one (longitudes shrunk by the cosine of the middle latitude), true enough for a county.
Units are those of the drawing; the page decides how large it is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians

from portee.network.spreading import spread

WIDTH = 400.0
MIN_HEIGHT, MAX_HEIGHT = 200.0, 440.0
MAX_INSET_HEIGHT = 260.0
MARGIN = 22.0
DOT_DISTANCE = 22.0
"""Two dots nearer than this cannot be told apart, nor touched one without the other."""
KM_PER_DEGREE = 111.32
LARGEST_PUSHED = 3
"""Up to three dots that touch are pushed apart where they stand; more are drawn as one, with an enlargement."""

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Place:
    """Something to show: `key` says what; positions are WGS 84 degrees."""

    key: int
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a place is drawn."""

    key: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """Dots too close to be told apart, drawn as one here and apart in `inset`."""

    x: float
    y: float
    inset: "Drawing"

    @property
    def count(self) -> int:
        """How many places it stands for."""
        return len(self.inset.dots)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map ready to be written as SVG. `outlines` are the `points` of polygons."""

    width: float
    height: float
    outlines: tuple[str, ...]
    dots: tuple[Dot, ...]
    clusters: tuple[Cluster, ...]
    scale_km: float
    scale_length: float

    @property
    def scale_y(self) -> float:
        """Where the scale bar stands."""
        return self.height - 10


@dataclass(frozen=True, slots=True)
class _Frame:
    """The window of a map: where its left top corner is, and how many units a degree of latitude takes."""

    west: float
    north: float
    shrink: float
    scale: float
    height: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The point of the drawing that a position falls on."""
        x = MARGIN + (longitude - self.west) * self.shrink * self.scale
        return round(x, 1), round(MARGIN + (self.north - latitude) * self.scale, 1)


def draw_map(places: Sequence[Place], *, rings: Sequence[Ring] = ()) -> Drawing | None:
    """A map of the places, their territory behind; none when no place has a position.

    Drawing is a third of what a home page costs, and the same places give the same map: the last ones are remembered.
    """
    if not places:
        return None
    return _draw_map(tuple(places), tuple(tuple(map(tuple, ring)) for ring in rings))


@lru_cache(maxsize=128)
def _draw_map(
    places: tuple[Place, ...], rings: tuple[tuple[tuple[float, ...], ...], ...]
) -> Drawing:
    frame = _framed(places, rings=rings)
    by_key = {place.key: place for place in places}
    crowds = _crowds(
        [Dot(place.key, *frame.at(place.longitude, place.latitude)) for place in places]
    )
    clusters = [
        _cluster(crowd, by_key, rings=rings) for crowd in crowds if len(crowd) > LARGEST_PUSHED
    ]
    apart = [dot for crowd in crowds if len(crowd) <= LARGEST_PUSHED for dot in crowd]
    dots = _spread(apart, height=frame.height, fixed=[(one.x, one.y) for one in clusters])
    return _drawing(frame, rings=rings, dots=dots, clusters=clusters)


def thinned(places: Sequence[Place], *, most: int) -> Sequence[Place]:
    """At most so many places that still show where they all are: one for each square of an ever coarser grid."""
    kept, square = places, 0.01
    while len(kept) > most:
        kept = list(
            {
                (int(place.longitude // square), int(place.latitude // square)): place
                for place in reversed(kept)
            }.values()
        )
        square *= 2
    return kept


def distance_km(one: Place, other: Place) -> float:
    """How far two places are as the crow flies; good to a percent under 500 km."""
    shrink = cos(radians((one.latitude + other.latitude) / 2))
    return KM_PER_DEGREE * hypot(
        (one.longitude - other.longitude) * shrink, one.latitude - other.latitude
    )


def _cluster(crowd: Sequence[Dot], by_key: dict[int, Place], *, rings: Sequence[Ring]) -> Cluster:
    places = [by_key[dot.key] for dot in crowd]
    frame = _framed(places, rings=(), highest=MAX_INSET_HEIGHT)
    dots = [Dot(place.key, *frame.at(place.longitude, place.latitude)) for place in places]
    inset = _drawing(frame, rings=rings, dots=_spread(dots, height=frame.height), clusters=())
    return Cluster(
        x=round(sum(dot.x for dot in crowd) / len(crowd), 1),
        y=round(sum(dot.y for dot in crowd) / len(crowd), 1),
        inset=inset,
    )


def _framed(
    places: Sequence[Place], *, rings: Sequence[Ring], highest: float = MAX_HEIGHT
) -> _Frame:
    """The smallest window around everything, at least five kilometres wide."""
    points = [(place.longitude, place.latitude) for place in places]
    points += [(float(point[0]), float(point[1])) for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrink = max(cos(radians((south + north) / 2)), 0.05)
    least = 5 / KM_PER_DEGREE
    wide, high = max((east - west) * shrink, least), max(north - south, least)
    inner = WIDTH - 2 * MARGIN
    height = min(max(inner * high / wide + 2 * MARGIN, MIN_HEIGHT), highest)
    scale = min(inner / wide, (height - 2 * MARGIN) / high)
    spare_x = (inner / scale - (east - west) * shrink) / 2
    spare_y = ((height - 2 * MARGIN) / scale - (north - south)) / 2
    return _Frame(west - spare_x / shrink, north + spare_y, shrink, scale, round(height, 1))


def _drawing(
    frame: _Frame, *, rings: Sequence[Ring], dots: Sequence[Dot], clusters: Sequence[Cluster]
) -> Drawing:
    km_length = frame.scale / KM_PER_DEGREE
    scale_km = _round_length(WIDTH / 3 / km_length)
    return Drawing(
        width=WIDTH,
        height=frame.height,
        outlines=tuple(
            " ".join("{},{}".format(*frame.at(float(p[0]), float(p[1]))) for p in ring)
            for ring in rings
        ),
        dots=tuple(dots),
        clusters=tuple(clusters),
        scale_km=scale_km,
        scale_length=round(scale_km * km_length, 1),
    )


def _round_length(limit: float) -> float:
    """The longest of 1, 2, 5, 10, 20… (or 0.5, 0.2…) that is not over the limit."""
    power = 1000.0
    while power > 0.01:
        for step in (5, 2, 1):
            if step * power <= limit:
                return round(step * power, 2)
        power /= 10
    return 0.01


def _crowds(dots: Sequence[Dot]) -> list[list[Dot]]:
    """Dots gathered with every dot nearer than `DOT_DISTANCE`, from one to the next."""
    crowds: list[list[Dot]] = []
    for dot in dots:
        near = [crowd for crowd in crowds if any(_too_near(dot, other) for other in crowd)]
        merged = [other for crowd in near for other in crowd] + [dot]
        crowds = [crowd for crowd in crowds if crowd not in near] + [merged]
    return crowds


def _too_near(one: Dot, other: Dot) -> bool:
    return hypot(one.x - other.x, one.y - other.y) < DOT_DISTANCE


def _spread(
    dots: Sequence[Dot], *, height: float, fixed: Sequence[tuple[float, float]] = ()
) -> list[Dot]:
    """Dots pushed apart, and off `fixed` points, until each can be told from the others; kept inside the window."""
    points = spread(
        [(dot.x, dot.y) for dot in dots],
        distance=DOT_DISTANCE,
        low=(MARGIN, MARGIN),
        high=(WIDTH - MARGIN, height - MARGIN),
        fixed=fixed,
    )
    return [
        Dot(dot.key, round(x, 1), round(y, 1)) for dot, (x, y) in zip(dots, points, strict=True)
    ]
