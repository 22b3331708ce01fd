"""The small network of people, and offers in it."""

import pytest

from portee.access.queries.place import forget_ranges
from tests.access.offers import Offers
from tests.people.world import World, build_world


@pytest.fixture
def world(db: None) -> World:
    """The small network."""
    return build_world()


@pytest.fixture
def offers(world: World) -> Offers:
    """Adds offers and rights to it."""
    return Offers(world)


@pytest.fixture(autouse=True)
def _no_range_of_another_test() -> None:
    forget_ranges()
