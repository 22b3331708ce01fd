"""In which character set an XML file is written, told by its first bytes.

What the bytes show wins over what the declaration says: a byte-order mark, then the shape of `<`, then the
declaration. Bytes that a character set does not hold are the business of `mending`.
"""

import codecs
import re
from array import array
from dataclasses import dataclass

from portee.protocols.records import Remark, UnusableFileError

_DECLARATION = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})")
_WIDE_HEADS = {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
_BLANK = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Charset:
    """A character set as Python names it, and what it takes to look for ASCII marks in its bytes.

    `unit_bytes` is the size of one code unit; `mark` the byte-order mark of the file, often empty.
    """

    name: str
    unit_bytes: int = 1
    mark: bytes = b""

    @property
    def is_wide(self) -> bool:
        """Whether an ASCII letter takes two bytes."""
        return self.unit_bytes == 2

    def encode(self, text: str) -> bytes:
        """Write text in this character set, with references for what it does not hold."""
        return text.encode(self.name, "xmlcharrefreplace")

    def units(self, data: bytes) -> str:
        """Give one character per code unit: places in the result, times `unit_bytes`, are places in the bytes."""
        if not self.is_wide:
            return data.decode("latin-1")
        numbers = array("H", data[: len(data) // 2 * 2])
        if (self.name == "utf-16-le") != (array("H", [1]).tobytes() == b"\x01\x00"):
            numbers.byteswap()
        return "".join(map(chr, numbers))

    def prologue(self) -> bytes:
        """Give what a record cut out of such a file needs at its head: nothing for UTF-8."""
        if self.name == "utf-8":
            return b""
        label = "UTF-16" if self.is_wide else self.name
        mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
        declaration = f'<?xml version="1.0" encoding="{label}"?>'
        return mark.get(self.name, b"") + declaration.encode(self.name)


UTF_8 = Charset("utf-8")


def sniff(head: bytes) -> Charset:
    """Tell the character set of a file from its first bytes (200 or more, or all of it).

    Raises: UnusableFileError `unknown-charset` when the declaration names one that XML readers cannot hold.
    Source: XML 1.0, appendix F.
    """
    if head.startswith(codecs.BOM_UTF8):
        return Charset("utf-8", mark=codecs.BOM_UTF8)
    if (wide := _WIDE_HEADS.get(head[:2])) is not None:
        return Charset(wide, 2, head[:2] if head[0] in (0xFE, 0xFF) else b"")
    if (declared := _DECLARATION.match(head)) is None:
        return UTF_8
    return Charset(_single_byte(declared[1].decode("ascii")))


def _single_byte(label: str) -> str:
    """Give Python's name of a declared character set; UTF-16 cannot be true of bytes that read as ASCII."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        raise UnusableFileError(Remark("unknown-charset", values=(label,))) from None
    if name.startswith(("utf-", "utf_", "ascii")):
        return "utf-8"
    try:
        whole = bytes(range(256)).decode(name, "replace")
    except (LookupError, UnicodeError):
        whole = ""
    if len(whole) != 256 or not whole.startswith(bytes(range(128)).decode("ascii")):
        raise UnusableFileError(Remark("unknown-charset", values=(label,)))
    return name


def blank_bytes(data: bytes, charset: Charset) -> int:
    """Count the bytes of the mark and blanks that stand before the first `<`, where XML allows none."""
    rest = charset.units(data[len(charset.mark) :][:4096])
    blanks = len(rest) - len(rest.lstrip(_BLANK))
    return len(charset.mark) + blanks * charset.unit_bytes
