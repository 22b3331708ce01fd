"""Which characters the bytes of one record are, decided by evidence rather than by what the record declares.

UNIMARC declares its set in 100 $a/26-29, MARC21 in leader/09, and exports lie about both. UTF-8 is proven by its own
structure: legal sequences of several bytes do not occur by chance in text of another set. Without it, each set is
tried, and the one whose reading spells the likeliest words is taken; what is declared only breaks a near tie.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portee.protocols.marc.directory import Layout
from portee.protocols.marc.iso5426 import ISO5426
from portee.protocols.marc.marc8 import changes_sets, decode_marc8
from portee.protocols.marc.plausibility import improbability
from portee.protocols.marc.record import Dialect
from portee.protocols.marc.settling import compose
from portee.protocols.records import Remark


class Charset(StrEnum):
    """The character sets that exports of libraries come in."""

    ASCII = "ascii"
    UTF8 = "utf-8"
    ISO5426 = "iso5426"
    MARC8 = "marc-8"
    LATIN1 = "latin-1"


@dataclass(frozen=True, slots=True)
class Hints:
    """What a record says that may tell its set: taken into account, never believed."""

    dialect: Dialect
    declared: Charset | None = None
    language: str = ""


_ESCAPE: Final = b"\x1b"
_ESCAPE_COST: Final = 5.0
_DECLARED_WEIGHT: Final = 3.0
_USUAL_WEIGHT: Final = 3.0
_USUAL: Final[dict[Dialect, Charset]] = {"unimarc": Charset.ISO5426, "marc21": Charset.MARC8}
_UNIMARC_CODES: Final = {"50": Charset.UTF8, "03": Charset.ISO5426, "11": Charset.LATIN1}
_WINDOWS_NONSORTING = re.compile("[\u02c6\u02dc]([^\x1d-\x1f]{1,20}?)[‰œ]")
_SEPARATED = re.compile(rb"([\x1d-\x1f])")
_ODD_CODE = re.compile(rb"\x1f[\x80-\xff]+")


def hints_of(layout: Layout, dialect: Dialect) -> Hints:
    """Give what a record says of its character set and of the language of its document.

    Source: MARC 21, leader/09 (blank: MARC-8, a: UCS) and 008/35-37; UNIMARC Manual, 100 $a/26-29 (two sets of two
    digits) and 101 $a.
    """
    if dialect == "marc21":
        declared = Charset.UTF8 if layout.leader[9:10] == "a" else Charset.MARC8
        return Hints(
            dialect, declared, layout.first("008")[35:38].decode("ascii", "replace").strip()
        )
    sets = _subfield_a(layout.first("100"))[26:30]
    found = _UNIMARC_CODES.get(sets[:2]) or _UNIMARC_CODES.get(sets[2:])
    return Hints(dialect, found, _subfield_a(layout.first("101"))[:3])


def _subfield_a(part: bytes) -> str:
    start = part.find(b"\x1fa") + 2
    return part[start:].split(b"\x1f", 1)[0].decode("ascii", "replace") if start > 1 else ""


def decode(
    layout: Layout, dialect: Dialect, forced: Charset | None = None
) -> tuple[str, list[Remark]]:
    """Give the text of a whole record, its separators kept, and what had to be assumed to read it.

    A byte that cannot be read is U+FFFD. Remarks: `charset-declared-otherwise` (declared, found), `charset-guessed`
    (found), `mixed-charsets`, `undecodable-bytes` (how many).
    """
    content = layout.body
    if forced:
        return _legacy(content, forced, [])
    if content.isascii() and _ESCAPE not in content:
        return content.decode("ascii"), []
    hints = hints_of(layout, dialect)
    if not _is_utf8(content) or (_ESCAPE in content and content.isascii()):
        return _weighed(content, hints)
    return content.decode(), _remarks(hints.declared, Charset.UTF8)


def _weighed(content: bytes, hints: Hints) -> tuple[str, list[Remark]]:
    found = _likeliest(content, hints)
    remarks = _remarks(hints.declared, found)
    if found is not Charset.UTF8:
        return _legacy(content, found, remarks)
    # A field typed or pasted from elsewhere, in a record that is UTF-8 otherwise.
    pieces = _SEPARATED.split(content)
    mixed = "".join(_piece(piece, hints) for piece in pieces)
    same = mixed == content.decode("utf-8", "replace")
    if not same:
        remarks.append(Remark("mixed-charsets"))
    return _counted(mixed, remarks)


def _legacy(content: bytes, charset: Charset, remarks: list[Remark]) -> tuple[str, list[Remark]]:
    return _counted(compose(_READERS[charset](content)), remarks)


def _counted(text: str, remarks: list[Remark]) -> tuple[str, list[Remark]]:
    """Say how many bytes nothing could be made of."""
    unreadable = text.count("\ufffd")
    if unreadable:
        remarks.append(Remark("undecodable-bytes", values=(str(unreadable),)))
    return text, remarks


def _piece(piece: bytes, hints: Hints) -> str:
    """Read one subfield of a record in UTF-8 that has bytes which are not."""
    if _is_utf8(piece):
        return piece.decode()
    return compose(_READERS[_likeliest(piece, hints)](piece))


def _is_utf8(piece: bytes) -> bool:
    try:
        piece.decode()
    except UnicodeDecodeError:
        return False
    return True


def _likeliest(content: bytes, hints: Hints) -> Charset:
    """Give the set whose reading costs least; see `plausibility`."""
    if hints.dialect == "marc21" and changes_sets(content):
        return Charset.MARC8
    content = _ODD_CODE.sub(b"\x1f", content)
    costs: dict[Charset, float] = {}
    for charset, reader in _READERS.items():
        text = compose(reader(content))
        hint = _DECLARED_WEIGHT * (charset is hints.declared)
        hint += _USUAL_WEIGHT * (charset is _USUAL[hints.dialect])
        escapes = text.count("\x1b")
        costs[charset] = improbability(text, hints.language) + _ESCAPE_COST * escapes - hint
    return min(costs, key=costs.__getitem__)


def _remarks(declared: Charset | None, found: Charset) -> list[Remark]:
    if declared is found:
        return []
    if declared is None:
        return [] if found is Charset.UTF8 else [Remark("charset-guessed", values=(found,))]
    return [Remark("charset-declared-otherwise", values=(declared, found))]


def _latin1(content: bytes) -> str:
    """Read Windows-1252, which is what Latin-1 means; 88 with 89, 98 with 9C bound what is not sorted."""
    return _WINDOWS_NONSORTING.sub("\x98\\1\x9c", content.decode("cp1252", "replace"))


_READERS: dict[Charset, Callable[[bytes], str]] = {
    Charset.UTF8: lambda content: content.decode("utf-8", "replace"),
    Charset.ISO5426: ISO5426.decode,
    Charset.MARC8: decode_marc8,
    Charset.LATIN1: _latin1,
    Charset.ASCII: lambda content: content.decode("ascii", "replace"),
}
