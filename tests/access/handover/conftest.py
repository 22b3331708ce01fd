"""The door of `world.py`, built for each test that asks for it; its clock stands still."""

import pytest

from portee.kernel import clock
from tests.access.handover.world import NOW, Door, build_door
from tests.people.world import build_world


@pytest.fixture
def door(db: None, monkeypatch: pytest.MonkeyPatch) -> Door:
    """The supplier and the people."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", NOW.date)
    return build_door(build_world())
