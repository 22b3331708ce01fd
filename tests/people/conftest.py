"""The small network of `world.py`, built for each test that asks for it."""

import pytest

from tests.people.world import World, build_world


@pytest.fixture
def world(db: None) -> World:
    """The small network."""
    return build_world()
