"""The character set of rows, by evidence: files in rows do not declare any.

UTF-8 is known by its form. Of the sets of one byte, the one is taken in which the row holds most letters that French
has and others have not. Source: Unicode Technical Report 36 (ill-formed UTF-8 is never guessed over).
"""

import codecs
from typing import NamedTuple

_CANDIDATES = ("cp1252", "mac_roman", "cp850")
_EXPECTED = frozenset("éèêëàâäçùûüîïôöœæÉÈÊÀÂÇÔÎœŒ’‘«»–—…°ñáíóúßøåÅØ€")


class Decoded(NamedTuple):
    """Text and the character set it was read in, as Python names it."""

    text: str
    charset: str


def wide_charset(head: bytes) -> tuple[str, bytes]:
    """Tell UTF-16 by its mark, or by the zeroes that every second byte is; empty: not wide. Give the mark too."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return name, mark
    sample = head[:400]
    if len(sample) >= 8:
        odd, even = sample[1::2], sample[0::2]
        if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
            return "utf-16-le", b""
        if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
            return "utf-16-be", b""
    return "", b""


def decode(content: bytes, charset: str = "") -> Decoded:
    """Read rows in the given character set, or in the one their bytes speak for. Never fails."""
    if charset:
        try:
            return Decoded(content.decode(charset, "replace"), charset)
        except LookupError:
            pass
    if content.startswith(codecs.BOM_UTF8):
        content = content[3:]
    elif (wide := wide_charset(content))[0]:
        return Decoded(content[len(wide[1]) :].decode(wide[0], "replace"), wide[0])
    try:
        return Decoded(content.decode(), "utf-8")
    except UnicodeDecodeError:
        return max(
            (Decoded(content.decode(name, "replace"), name) for name in _CANDIDATES), key=_score
        )


def _score(decoded: Decoded) -> int:
    """Count the expected letters, less what no text of a catalogue holds; the first of equals wins."""
    odd = [letter for letter in decoded.text if ord(letter) > 127]
    expected = sum(letter in _EXPECTED for letter in odd)
    impossible = sum(letter == "\ufffd" or "\u2500" <= letter <= "\u259f" for letter in odd)
    return 2 * expected - 4 * impossible - len(odd)
