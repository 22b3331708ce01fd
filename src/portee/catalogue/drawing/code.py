"""The code of an incipit as an engraver takes it. Pure.

Source: IAML and RISM, Plaine & Easie Code, 2022 edition.
"""

import re
from typing import Final

from portee.protocols.description import Incipit

LONGEST_NOTATION: Final = 2_000
"""Characters: the longest incipit of RISM's sample has 400, and an engraver's time grows with them."""

_CLEF: Final = re.compile(r"[GCFg][-+][1-5]")
_UNWRITABLE: Final = re.compile(r"[^\x20-\x7eÀ-ÿ]")


def plaine_and_easie(one: Incipit) -> str:
    """The lines that an engraver reads; empty when there is nothing to draw."""
    notation = _UNWRITABLE.sub("", one.notation).strip()
    if not notation or len(notation) > LONGEST_NOTATION:
        return ""
    clef = _CLEF.search(one.clef)
    lines = [
        f"@clef:{clef[0] if clef else 'G-2'}",
        f"@keysig:{_line(one.key_signature)}",
        f"@timesig:{_line(one.time_signature)}",
        f"@data:{notation}",
    ]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return _UNWRITABLE.sub("", text).strip()[:40]
