"""The map as numbers: everything inside the window, nothing on top of anything."""

from itertools import combinations
from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.drawing import DOT_DISTANCE, WIDTH, Drawing, Place, draw_map, thinned

positions = st.tuples(st.floats(0.7, 2.1), st.floats(43.7, 44.5))


def places(found: list[tuple[float, float]]) -> list[Place]:
    return [Place(key, longitude, latitude) for key, (longitude, latitude) in enumerate(found)]


def drawings(drawing: Drawing) -> list[Drawing]:
    return [drawing, *(cluster.inset for cluster in drawing.clusters)]


def test_no_place_is_no_map() -> None:
    assert draw_map([]) is None


@settings(deadline=None)
@given(st.lists(positions, min_size=1, max_size=30))
def test_every_place_is_drawn_once_inside_the_window(found: list[tuple[float, float]]) -> None:
    drawing = draw_map(places(found))
    assert drawing
    keys = sorted(dot.key for each in drawings(drawing) for dot in each.dots)
    assert keys == list(range(len(found)))
    for each in drawings(drawing):
        for dot in each.dots:
            assert 0 <= dot.x <= WIDTH
            assert 0 <= dot.y <= each.height
        assert 0 < each.scale_length <= WIDTH / 2


@settings(deadline=None)
@given(st.lists(positions, min_size=2, max_size=12))
def test_dots_can_be_told_apart(found: list[tuple[float, float]]) -> None:
    drawing = draw_map(places(found))
    assert drawing
    for each in drawings(drawing):
        for one, other in combinations(each.dots, 2):
            assert hypot(one.x - other.x, one.y - other.y) > DOT_DISTANCE * 0.6


def test_places_at_one_address_stand_apart() -> None:
    drawing = draw_map(places([(1.0, 44.0)] * 6))
    assert drawing
    (cluster,) = drawing.clusters
    assert cluster.count == 6
    for one, other in combinations(cluster.inset.dots, 2):
        assert hypot(one.x - other.x, one.y - other.y) > DOT_DISTANCE * 0.6


def test_map_keeps_its_proportions() -> None:
    drawing = draw_map(places([(1.0, 44.0), (1.0, 45.0), (2.0, 44.0)]))
    assert drawing
    here, north, east = sorted(drawing.dots, key=lambda dot: dot.key)
    ratio = (east.x - here.x) / (here.y - north.y)
    assert 0.70 < ratio < 0.73


def test_thousands_of_places_are_thinned_to_a_few_that_still_reach_the_ends() -> None:
    country = [Place(key, -4 + key % 100 / 10, 43 + key // 100 / 10) for key in range(7000)]
    kept = thinned(country, most=120)
    assert 20 < len(kept) <= 120
    assert max(place.longitude for place in kept) - min(place.longitude for place in kept) > 7
