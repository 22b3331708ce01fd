"""The sheets that come with Portée: a generic one for each method, and drafts for suppliers of French libraries.

Drafts hold public facts only and are marked "to be confirmed by contract": none is ever in use by itself.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class ShippedSheet:
    """One sheet. `hosts` are those that its supplier must have."""

    code: str
    name: str
    method: str
    standing: Literal["generic", "to_confirm"]
    hosts: tuple[str, ...]
    website: str
    note: str
    content: Mapping[str, Any] = field(repr=False)


@lru_cache(maxsize=1)
def shipped_sheets() -> tuple[ShippedSheet, ...]:
    """All of them, the generic ones first, by their names."""
    read = (_read(path) for path in sorted(_FOLDER.glob("*.json")))
    return tuple(sorted(read, key=lambda one: (one.standing != "generic", one.name)))


def find_shipped_sheet(code: str) -> ShippedSheet | None:
    """The one of that code."""
    return next((one for one in shipped_sheets() if one.code == code), None)


def _read(path: Path) -> ShippedSheet:
    said = json.loads(path.read_text(encoding="utf-8"))
    return ShippedSheet(code=path.stem, hosts=tuple(said.pop("hosts")), **said)
