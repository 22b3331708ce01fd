"""A search engine for tests of pages: in memory, and brought up to date when the test says so."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

IndexNow = Callable[[], None]


@pytest.fixture
def search_engine(settings: Any) -> Iterator[Any]:
    """Have the catalogue's door answer from an engine in memory, empty until `index_now()`."""
    from portee.catalogue.indexing.engine import (  # noqa: PLC0415 - settings come first
        IN_MEMORY,
        current_engine,
        forget_engines,
    )
    from portee.catalogue.indexing.names import forget_names  # noqa: PLC0415

    settings.SEARCH_URL = IN_MEMORY
    forget_engines()
    forget_names()
    yield current_engine()
    forget_engines()
    forget_names()


@pytest.fixture
def index_now(search_engine: Any) -> IndexNow:
    """Bring the index up to date with what the test has written."""
    from portee.catalogue.indexing.applying import bring_up_to_date  # noqa: PLC0415
    from portee.catalogue.indexing.names import forget_names  # noqa: PLC0415
    from portee.kernel import clock  # noqa: PLC0415

    def apply() -> None:
        forget_names()
        bring_up_to_date(search_engine, moment=clock.now)

    return apply
