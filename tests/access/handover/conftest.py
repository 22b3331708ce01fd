"""The door of `world.py`, built for each test that asks for it; its clock stands still."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from portee.kernel import clock
from tests.access.handover.saml_supplier import SHEET
from tests.access.handover.world import NOW, Door, build_door
from tests.people.world import build_world


@pytest.fixture
def door(db: None, monkeypatch: pytest.MonkeyPatch) -> Door:
    """The supplier and the people."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", NOW.date)
    return build_door(build_world())


@pytest.fixture
def saml_door(door: Door, settings: Any, tmp_path: Path) -> Door:
    """The films as a provider that asks us."""
    settings.DATA_DIR = tmp_path
    settings.BASE_URL = "http://testserver"
    door.use("saml", SHEET)
    return door


@pytest.fixture
def saml_browser(saml_door: Door) -> Client:
    """The browser of a resident who signed in."""
    client = Client()
    client.force_login(saml_door.world.accounts["resident"])
    return client
