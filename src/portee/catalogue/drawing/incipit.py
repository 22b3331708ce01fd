"""The incipits of a resource with their drawings, for its page."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from django.conf import settings

from portee.catalogue.drawing.cleaning import cleaned
from portee.catalogue.drawing.code import plaine_and_easie
from portee.catalogue.drawing.engraver import ENGRAVER, BusyError, Engraver, can_engrave
from portee.catalogue.drawing.shelf import DrawingShelf
from portee.kernel.logs import get_logger
from portee.protocols.description import Incipit

MOST_DRAWN: Final = 3
"""Incipits of a page that are drawn; the others are told by their code."""
SECONDS: Final = 3.0
"""For all of them, the first time that somebody opens the page."""
EDITION: Final = "1"
"""Raised when drawings kept before must be made again: another engraver, other options, another cleaning."""

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class DrawnIncipit:
    """An incipit: what it is of, its code in Plaine & Easie, and its drawing, empty where there is none."""

    incipit: Incipit
    code: str
    drawing: str


def drawn_incipits(
    incipits: Sequence[Incipit], *, engraver: Engraver = ENGRAVER
) -> list[DrawnIncipit]:
    """The incipits that have notes, the first of them drawn."""
    deadline = time.monotonic() + SECONDS
    told: list[DrawnIncipit] = []
    for one in incipits:
        code = plaine_and_easie(one)
        if code:
            drawing = _drawing(code, engraver, deadline) if len(told) < MOST_DRAWN else ""
            told.append(DrawnIncipit(one, code, drawing))
    return told


def _drawing(code: str, engraver: Engraver, deadline: float) -> str:
    shelf = _shelf(Path(settings.DATA_DIR) / "cache" / "incipits")
    fingerprint = blake2b(f"{EDITION}\n{code}".encode(), digest_size=16).hexdigest()
    kept = shelf.read(fingerprint)
    if kept is not None:
        return kept
    left = deadline - time.monotonic()
    if left <= 0 or not can_engrave():
        return ""
    try:
        drawing = engraver.draw(code, seconds=left)
    except BusyError:
        return ""
    if drawing is None:
        _log.warning("incipit.not_drawn")
    fit = cleaned(drawing or "", prefix=f"i{fingerprint[:10]}")
    # What kills the engraver once would kill it at each visit: that there is no drawing is kept too.
    shelf.write(fingerprint, fit)
    return fit


@lru_cache(maxsize=1)
def _shelf(folder: Path) -> DrawingShelf:
    return DrawingShelf(folder)
