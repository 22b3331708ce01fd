"""A library whose readers sign in with their card; the day is that of the tests."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.core.cache import cache

from portee.kernel import clock
from portee.people.models import (
    ReaderDirectory,
)
from tests.people.cards import directory_at
from tests.people.directories.fake import FakeDirectory
from tests.people.world import NOW, World


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def asked() -> Iterator[list[object]]:
    """The system that answers: the fake, until a test puts another in its place."""
    systems: list[object] = [FakeDirectory()]
    with patch(
        "portee.people.services.card_check.open_directory", lambda _row, client: systems[-1]
    ):
        yield systems


@pytest.fixture
def directory(world: World, asked: list[object]) -> ReaderDirectory:
    return directory_at(world, "valley-library")
