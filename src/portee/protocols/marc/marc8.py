"""MARC-8, the set of MARC21 before Unicode: extended Latin (ANSEL) by default, other alphabets behind escapes.

The code tables are pymarc's. Its decoder is not used: it gives a space for a byte it does not know, without a word,
raises on an escape cut short and writes to the standard error; here such bytes are U+FFFD and the rest is read.
Source: MARC 21 Specifications, Character Sets and Encoding Options, part 2 (MARC-8), Library of Congress.
"""

import re
from typing import Final

from pymarc.marc8_mapping import CODESETS, ODD_MAP

from portee.protocols.marc.prefixed import PrefixedSet, marks_after_letters

BASIC_LATIN: Final = 0x42
EXTENDED_LATIN: Final = 0x45
EAST_ASIAN: Final = 0x31
"""The one set of three bytes a character."""
_PUNCTUATION = frozenset(b" ,.;:()[]/-=\x1b")
_SEPARATED = re.compile(rb"([\x1d-\x1f])")
_REFERENCE = re.compile("&#x([0-9A-Fa-f]{4,5});")
"""A character outside MARC-8 (part 3, « lossless conversion »)."""
_ESCAPE = re.compile(rb"\x1b(?:(?:\$[,()\-]?|[(),\-])!?([0-9A-Za-z])|([bgpsN]))")
_LATIN = PrefixedSet(
    marks={
        byte: chr(code) for byte, (code, is_mark) in CODESETS[EXTENDED_LATIN].items() if is_mark
    },
    signs={
        byte: chr(code) for byte, (code, is_mark) in CODESETS[EXTENDED_LATIN].items() if not is_mark
    },
)


def decode_marc8(content: bytes) -> str:
    """Give the text of the fields or subfields in `content`, each mark after its letter (not composed).

    Every subfield begins in the default sets, as the standard asks. What no table knows is U+FFFD.
    """
    if b"\x1b" in content:
        pieces = _SEPARATED.split(content)
        text = "".join(
            _escaped(piece) if b"\x1b" in piece else _LATIN.characters(piece) for piece in pieces
        )
    else:
        text = _LATIN.characters(content)
    if "&#x" in text:
        text = _REFERENCE.sub(lambda match: chr(int(match[1], 16)), text)
    return marks_after_letters(text)


def changes_sets(content: bytes) -> bool:
    """Whether the bytes hold an escape that brings another alphabet: nothing but MARC-8 has them."""
    return b"\x1b" in content and _ESCAPE.search(content) is not None


def _escaped(content: bytes) -> str:
    """Read one subfield that changes sets on its way."""
    sets = [BASIC_LATIN, EXTENDED_LATIN]
    text = []
    start = 0
    for escape in _ESCAPE.finditer(content):
        text += _characters(content[start : escape.start()], sets[0], sets[1])
        _change(sets, escape)
        start = escape.end()
    text += _characters(content[start:], sets[0], sets[1])
    return "".join(text)


def _change(sets: list[int], escape: re.Match[bytes]) -> None:
    """Put another set in the lower half, or in the upper one when the escape says `)` or `-`."""
    wanted = escape[1] or escape[2]
    code = BASIC_LATIN if wanted == b"s" else ord(wanted)
    upper = escape[1] is not None and escape[0][1:3].strip(b"$")[:1] in (b")", b"-")
    sets[upper] = code


def _characters(content: bytes, lower: int, upper: int) -> list[str]:
    """Give the characters of bytes that are all in the same two sets."""
    text = []
    position = 0
    while position < len(content):
        byte = content[position]
        width = 3 if lower == EAST_ASIAN and byte < 0x80 else 1
        code = int.from_bytes(content[position : position + width])
        found = CODESETS.get(lower if byte < 0x80 else upper, {}).get(code)
        if found:
            text.append(chr(found[0]))
        elif byte in _PUNCTUATION:
            # Many forget to come back to ASCII before a comma.
            text.append(chr(byte))
            width = 1
        else:
            text.append(chr(ODD_MAP.get(code, 0xFFFD)))
        position += width
    return text
