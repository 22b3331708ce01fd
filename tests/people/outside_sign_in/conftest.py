"""A provider on loopback, known to the valley's library; the day is that of the tests."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings

from portee.kernel import clock
from portee.kernel.outbound import client as outbound
from portee.kernel.outbound.circuit import Circuits
from portee.people.models import IdentityProvider
from tests.people.outside_sign_in.journey import provider_row
from tests.people.outside_sign_in.provider import Provider, running
from tests.people.world import NOW, World


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    """Another test's failures, cache and folder are not this one's."""
    cache.clear()
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(outbound, "_circuits", Circuits(monotonic=time.monotonic))


@pytest.fixture
def town(settings: Settings) -> Iterator[Provider]:
    with running(Provider()) as provider:
        settings.OUTBOUND_PRIVATE_HOSTS = [f"127.0.0.1:{provider.port}"]
        yield provider


@pytest.fixture
def row(world: World, town: Provider) -> IdentityProvider:
    return provider_row(world, town)
