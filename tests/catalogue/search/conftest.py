"""Both engines, empty; and a small shelf to fill them with."""

from pathlib import Path

import pytest

from portee.catalogue.search.adapters.memory import MemoryEngine
from portee.catalogue.search.adapters.tantivy_index import TantivyEngine
from portee.catalogue.search.port import Engine
from tests.catalogue.search.shelf import SHELF


@pytest.fixture(params=["memory", "tantivy"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Give each engine in turn, answering from an empty index."""
    engine = MemoryEngine() if request.param == "memory" else TantivyEngine(tmp_path / "search")
    with engine.rebuild() as rebuild:
        rebuild.swap()
    return engine


@pytest.fixture
def shelf(engine: Engine) -> Engine:
    """The engine, with five documents in it."""
    with engine.writer() as writer:
        writer.put(SHELF)
        writer.commit(mark="42")
    return engine
