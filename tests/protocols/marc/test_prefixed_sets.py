"""ISO 5426 and MARC-8 are read by their tables, as foreign programs read them."""

import shutil
import subprocess
import unicodedata

import pytest
from pymarc.marc8 import marc8_to_unicode

from portee.protocols.marc.iso5426 import ISO5426
from portee.protocols.marc.marc8 import decode_marc8

HALVES = (0xDD, 0xDE)
"""Halves of a tilde over two letters: yaz writes one character for both."""
TURNED_COMMA = 0xCC
"""yaz takes this comma above for another (U+0313); other tables agree with ours (U+0312)."""


def yaz_iconv(content: bytes, charset: str) -> str:
    """Read bytes as the program of Index Data does."""
    if not shutil.which("yaz-iconv"):
        pytest.skip("yaz-iconv is not installed")
    command = ["yaz-iconv", "-f", charset, "-t", "utf-8"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


@pytest.mark.peers
def test_iso_5426_agrees_with_yaz_on_every_byte() -> None:
    bytes_known = [
        byte for byte in range(0x80, 0x100) if ISO5426.decode(bytes([byte, 0x61])) != "\ufffda"
    ]
    same = [byte for byte in bytes_known if byte not in (*HALVES, TURNED_COMMA)]
    written = b"|".join(bytes([byte, 0x61]) for byte in same)
    assert ISO5426.decode(written) == yaz_iconv(written, "iso5426")
    unknown = [byte for byte in range(0x80, 0x100) if byte not in bytes_known]
    assert yaz_iconv(bytes(unknown), "iso5426") == ""


@pytest.mark.peers
def test_marc_8_agrees_with_yaz_on_latin() -> None:
    text = b"K\xe9cs, \xb1\xb2\xb5\xb6, \xe8Uber, fa\xf0con, \xe4n, na\xe8if, Dvo\xe9r\xe2ak, \xc3 \xc2 \xa9 \xb9"
    assert unicodedata.normalize("NFC", decode_marc8(text)) == unicodedata.normalize(
        "NFC", yaz_iconv(text, "marc8")
    )


@pytest.mark.parametrize(
    "text",
    [
        b"L'\xe2et\xe2e \xe1a Li\xe1ege",
        b"(n\x1bb-\x1bsp0\x1bb-\x1bss 3)",
        b"\x1b(S\x61\x62\x63\x1b(B abc",
        b"\x1b(NnOWYJ\x1b(B",
        b"\x1b$1![2![J\x1b(B [videorecording]",
        b"CO\x1bb2\x1bs, x\x1bp2\x1bs, \x1bga\x1bs",
    ],
)
def test_marc_8_agrees_with_pymarc(text: bytes) -> None:
    assert unicodedata.normalize("NFC", decode_marc8(text)) == marc8_to_unicode(text)


@pytest.mark.parametrize(
    "text", [b"\x1b", b"a\x1b$", b"\x1b(", b"\x1b$1!", b"\x1b$1!\x20", b"\x1bz\xff", b"\xe2"]
)
def test_marc_8_cut_anywhere_is_read_without_a_word(text: bytes) -> None:
    assert isinstance(decode_marc8(text), str)


def test_marc_8_says_what_it_does_not_know() -> None:
    assert decode_marc8(b"a\xffb") == "a\ufffdb"


def test_a_comma_after_an_alphabet_that_was_not_closed_is_a_comma() -> None:
    assert decode_marc8(b"\x1b$1'\\9!92, \x1b(B[2]") == "达奇, [2]"


def test_every_subfield_begins_in_latin() -> None:
    assert decode_marc8(b"\x1fa\x1b(SA\x1fbA") == "\x1faΑ\x1fbA"


def test_a_character_outside_marc_8_is_read_by_its_number() -> None:
    assert decode_marc8(b"&#x0397; \xe2&#x03B1; & &#x;") == "Η α\u0301 & &#x;"


def test_a_mark_stays_in_its_subfield() -> None:
    assert ISO5426.decode(b"a\xc2\x1fbe") == "a\u0301\x1fbe"
