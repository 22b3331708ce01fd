"""Establishments by their names, for whoever types one in the search box."""

import time
from dataclasses import dataclass, field
from typing import Final

from portee.catalogue.indexing.document import shortened
from portee.catalogue.indexing.reading import read_tree
from portee.network.api import list_establishments

AGE: Final = 60.0
"""Seconds that names are kept by a process that nobody told of a change."""


@dataclass
class _Kept:
    """The names that this process knows, and until when."""

    names: dict[str, str] = field(default_factory=dict)
    until: float = 0.0


_kept: Final = _Kept()


def establishment_names() -> dict[str, str]:
    """The name of each path of the facet of establishments."""
    if time.monotonic() >= _kept.until:
        tree = read_tree()
        _kept.names = {shortened(tree[one.id]): one.name for one in list_establishments()}
        _kept.until = time.monotonic() + AGE
    return _kept.names


def forget_names() -> None:
    """Read the names anew when they are next asked for."""
    _kept.until = 0.0
