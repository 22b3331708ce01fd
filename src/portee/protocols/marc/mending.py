"""Undoes what bad conversions did to text that is already Unicode: read as another set, and encoded again.

Some accidents leave marks that no French text has otherwise: UTF-8 read as Windows-1252 (« Ã© »), sometimes many
times over, or as Mac Roman (« √© »); MARC-8 or ISO 5426 read as Latin-1 (« fãete », « littÂerature »), or Latin-1 as
ISO 5426 (« rŒvØ »); Windows-1252 or Mac Roman read as Latin-1 (U+0092 for « ’ »); marks put after the wrong letter
(« n ̊5 »).
Only sequences that real words do not hold are touched: « Báez », « João », « glèisa » and « Maurèen » stay.
"""

import re
import unicodedata
from collections.abc import Callable

from portee.protocols.marc.plausibility import improbability
from portee.protocols.records import Remark

_C1 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_BYTES = {char: bytes([code]) for code, char in _C1.items() if char}
_QUOTES = "".join("‘’‚“”„«»–—…‹›")
_AFTER = "\x80-\xbf" + "".join(_BYTES)
"""What a byte from 80 to BF looks like in Latin-1 or Windows-1252."""
_ODD_AFTER = "\x80-\xaa\xac-\xba\xbc-\xbf" + "".join(char for char in _BYTES if char not in _QUOTES)
"""The same without what may end a quotation in capitals."""
_MACINTOSH_AFTER = "".join(bytes([code]).decode("mac_roman") for code in range(0x80, 0xC0))
"""What a byte from 80 to BF looks like in Mac Roman."""
_TIMES = 20
"""How often a text may have been encoded again; each time doubles it."""

# One class first, so that the search stops at few characters of an ordinary text.
_SUSPECT = re.compile(
    "[\x80-\x97\x99-\x9b\x9d-\x9fÁ-ðŁŒ\u0308\u030a√ƒ≈‚](?:(?<=[\x80-\x9f\u0308\u030a])|(?<=[áâãèÁÂÃÈ])[aeiouAEIOU]"
    f"|(?<=[ðÐ])[cC]|(?<=[a-zà-ÿ][ŁØŒ])|(?<=[Â-ß])[{_AFTER}]|(?<=[à-ï])[{_AFTER}]{{2}}"
    f"|(?<=[√ƒ≈])[{_MACINTOSH_AFTER}]|(?<=‚)Ä)"
)
_TWICE = re.compile(
    f"[ÂÃ][{_AFTER}]|[ÌÍ][{_ODD_AFTER}]|[ÄÅ][{_ODD_AFTER}]|(?<=[a-z])[ÄÅ][{_AFTER}](?=[a-z])"
    f"|[ÄÅ][{_AFTER}](?=[a-z])|â[{_AFTER}]{{2}}|(?:[Ä-ß][{_AFTER}]){{2,}}|(?:[à-ï][{_AFTER}]{{2}}){{2,}}"
)
_TWICE_MACINTOSH = re.compile(f"[√ƒ≈][{_MACINTOSH_AFTER}]|‚Ä[{_MACINTOSH_AFTER}]")
_WITHIN_WORD = r"(?=[^\W\d_])(?!s\b)"
_PREFIXED = re.compile(
    # MARC-8, whose marks are the lower-case letters of Latin-1.
    rf"[áâãè][AEIOU]|ð[cC]|âe|áe(?!z\b)|áa|(?<=[oO])áu\b|ã[aiu]|ã[eo]{_WITHIN_WORD}"
    rf"|(?<=[aouéAOU])è[aei]|è[aou]{_WITHIN_WORD}"
    # ISO 5426, whose marks are the capitals.
    r"|(?<=[a-zà-ÿ])(?:[ÁÂÃÈ][aeiou]|Ðc)|\bÂ[eE]"
)
_MARKS = dict(zip("áâãèðÁÂÃÈÐ", "\u0300\u0301\u0302\u0308\u0327" * 2, strict=True))
_CAPITALS = re.compile(r"(?<=[a-zà-ÿ])[ŁØŒ](?![A-Z])")
_LETTERS = {"Ł": "è", "Ø": "é", "Œ": "ê"}
_STRAY_C1 = re.compile("(?<=(.))?([\x80-\x87\x8a-\x97\x99-\x9b\x9d-\x9f])(?=(.))?")
_LATE_MARK = re.compile("[aouAOU][b-dfgj-np-sv]\u0308|[ 0-9.,;:()/-]\u030a")

Undo = Callable[[re.Match[str]], str]


def looks_broken(text: str) -> bool:
    """Whether anything in the text may be the trace of a wrong conversion: quick, and too strict rather than blind."""
    return _SUSPECT.search(text) is not None


def mend_text(text: str) -> tuple[str, Remark | None]:
    """Give the text with wrong conversions undone, in NFC where it was touched.

    The remark is `double-encoded` (UTF-8 encoded again) or `misread-characters` (any other accident), with the first
    sequence mended and what it became; None when nothing was wrong.
    """
    if text.isascii() or not looks_broken(text):
        return text, None
    first: list[Remark] = []
    mended = text
    for _ in range(_TIMES):
        once = _undone(mended, _TWICE, _undo_utf8, "double-encoded", first)
        if once == mended:
            break
        mended = once
    mended = _undone(mended, _TWICE_MACINTOSH, _undo_macintosh, "double-encoded", first)
    for pattern, undo in _MISREAD:
        mended = _undone(mended, pattern, undo, "misread-characters", first)
    return (mended, first[0]) if first else (text, None)


def _undone(text: str, pattern: re.Pattern[str], undo: Undo, code: str, first: list[Remark]) -> str:
    """Put right each sequence that the pattern knows, and keep the first that changed."""

    def replace(match: re.Match[str]) -> str:
        right = undo(match)
        if right != match[0] and not first:
            first.append(Remark(code, values=(match[0], right)))
        return right

    return pattern.sub(replace, text)


def _undo_utf8(match: re.Match[str]) -> str:
    """Read as UTF-8 the bytes that these characters stand for; what is no UTF-8 stays."""
    try:
        return b"".join(_BYTES.get(char) or char.encode("latin-1") for char in match[0]).decode()
    except UnicodeError:
        return match[0]


def _undo_macintosh(match: re.Match[str]) -> str:
    """Read as UTF-8 the bytes that these characters are in Mac Roman; what is no UTF-8 stays."""
    try:
        return match[0].encode("mac_roman").decode()
    except UnicodeError:
        return match[0]


def _join_mark(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0][1] + _MARKS[match[0][0]])


def _byte_between(match: re.Match[str]) -> str:
    """Give what a byte read as a control stood for: Windows-1252, or Mac Roman where that spells a likelier word."""
    before, char, after = match.groups("")
    windows = _C1[ord(char)] or char
    if not (before.isalpha() or after.isalpha()):
        return windows
    macintosh = bytes([ord(char)]).decode("mac_roman")
    return min(windows, macintosh, key=lambda found: improbability(before + found + after))


def _bring_mark_back(match: re.Match[str]) -> str:
    """Give a trema to the vowel before its consonant; a ring that no letter bears was the sign of a degree."""
    late = match[0]
    if len(late) == 2:
        return f"°{late[0]}"
    return unicodedata.normalize("NFC", late[0] + late[2]) + late[1]


_MISREAD: tuple[tuple[re.Pattern[str], Undo], ...] = (
    (_PREFIXED, _join_mark),
    (_CAPITALS, lambda match: _LETTERS[match[0]]),
    (_STRAY_C1, _byte_between),
    (_LATE_MARK, _bring_mark_back),
)
