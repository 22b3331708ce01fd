"""The engine of this installation, one for each process."""

import threading
from pathlib import Path
from typing import Final

from django.conf import settings

from portee.catalogue.indexing.landing import forget_answers
from portee.catalogue.search.port import Engine

IN_MEMORY: Final = "memory:"
"""The address of an engine that forgets: tests set it."""

_opening: Final = threading.Lock()
_engines: Final[dict[tuple[str, str], Engine]] = {}


def current_engine() -> Engine:
    """The engine that `PORTEE_SEARCH_URL` names; opened once, kept as long as the process."""
    name = (str(settings.SEARCH_URL), str(settings.DATA_DIR))
    found = _engines.get(name)
    if found is None:
        with _opening:
            found = _engines.setdefault(name, _opened(*name))
    return found


def forget_engines() -> None:
    """Open engines anew when they are next asked for; what was in memory is lost."""
    _engines.clear()
    forget_answers()


def index_folder() -> Path:
    """Where the embedded index is kept."""
    return Path(settings.DATA_DIR) / "index"


def _opened(url: str, _data: str) -> Engine:
    # Only processes that search load an engine, and only the one they use.
    if url == IN_MEMORY:
        from portee.catalogue.search.adapters.memory import MemoryEngine  # noqa: PLC0415

        return MemoryEngine()
    from portee.catalogue.search.adapters.tantivy_index import TantivyEngine  # noqa: PLC0415

    return TantivyEngine(index_folder())
