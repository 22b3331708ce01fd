"""The files of the demonstration, as its list names them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).parents[2] / "demo"


@pytest.fixture(scope="session")
def folder() -> Path:
    return DEMO


@pytest.fixture(scope="session")
def listed(folder: Path) -> list[dict[str, Any]]:
    """The sources as `sources.toml` says them."""
    said: list[dict[str, Any]] = tomllib.loads((folder / "sources.toml").read_text("utf-8"))[
        "source"
    ]
    return said
