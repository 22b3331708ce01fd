"""Character sets where a diacritic stands before the letter that it marks: ISO 5426, and MARC-8's extended Latin."""

import codecs
import re
from collections.abc import Mapping

NONSORTING_BEGIN = "\x98"
NONSORTING_END = "\x9c"
_UNDEFINED = "\ufffe"
"""What `charmap_decode` takes for « no such byte »."""
_MARK = "\u0300-\u036f\ufe20-\ufe2f"
# Looked for from the first mark of a run only: a run without end would be read again from each of its marks.
_MARKS_THEN_LETTER = re.compile(f"(?<![{_MARK}])([{_MARK}]++)([^\x1d-\x1f])")


class PrefixedSet:
    """Bytes 80 to FF of one set, the lower half being ASCII: `marks` precede a letter, `signs` stand alone."""

    def __init__(self, *, marks: Mapping[int, str], signs: Mapping[int, str]) -> None:
        # Both standards bound what sorting skips by the C1 controls 88 and 89.
        upper = {0x88: NONSORTING_BEGIN, 0x89: NONSORTING_END, **signs, **marks}
        self._table = "".join(map(chr, range(0x80)))
        self._table += "".join(upper.get(byte, _UNDEFINED) for byte in range(0x80, 0x100))

    def decode(self, content: bytes) -> str:
        """Give the text, each mark after its letter (not composed); a byte that the set lacks is U+FFFD."""
        return marks_after_letters(self.characters(content))

    def characters(self, content: bytes) -> str:
        """Give one character for each byte, in their order."""
        return codecs.charmap_decode(content, "replace", self._table)[0]


def marks_after_letters(text: str) -> str:
    """Bring each run of combining characters behind the character that follows it, within its subfield."""
    return _MARKS_THEN_LETTER.sub(r"\2\1", text)
