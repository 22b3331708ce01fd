"""What every cutting of XML does: reads a stream on, knows where tags end, finds tags in what is broken."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO
from xml.parsers import expat

from portee.protocols.records import (
    Limits,
    RawRecord,
    RefusedRecord,
    Remark,
    UnusableFileError,
)
from portee.protocols.xml.charset import blank_bytes, sniff
from portee.protocols.xml.parsing import Frame, Parsing
from portee.protocols.xml.window import CHUNK_BYTES, Window

REFUSED_BYTES = 100_000
_TAG_END = tuple(" \t\r\n/>")
# After a fault little is read at a time, for the next fault is often near and what was read is read again.
_CAREFUL_BYTES = 2 * 1024


class DamageError(Exception):
    """A fault of the file that expat lets pass: a record inside itself, a tag without end; and where."""

    def __init__(self, code: str, place: int) -> None:
        super().__init__(code)
        self.place = place


def remark_of(error: Exception) -> Remark:
    """Say what a fault is; the line that expat names counts from wherever it was begun again, so it is left out."""
    if isinstance(error, expat.ExpatError):
        return Remark("malformed-xml", values=(expat.ErrorString(error.code),))
    return Remark(str(error))


class Scanning(ABC):
    """A stream being read by expat through a window, from its first `<` on."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self.limits = limits
        self.window = Window(stream)
        self.ready: deque[RawRecord | RefusedRecord] = deque()
        self.position = 0
        self.careful = CHUNK_BYTES
        # The beginning of a broken stretch too long to be kept whole.
        self._head = b""

    def open(self) -> int:
        """Tell the character set, and give the place where reading begins.

        Raises: UnusableFileError `empty-file`, `unknown-charset`.
        """
        if not self.window.grow():
            raise UnusableFileError(Remark("empty-file"))
        while self.window.end < 400 and self.window.grow():
            pass
        head = self.window.slice(0, 4096)
        self.charset = sniff(head)
        place = blank_bytes(head, self.charset)
        if place >= self.window.end and self.window.is_over:
            raise UnusableFileError(Remark("empty-file"))
        return place

    @abstractmethod
    def _advance(self) -> bool:
        """Read on a little; False at the end of the file."""

    @abstractmethod
    def _recover(self, error: Exception) -> bool:
        """Go on after a fault; False when nothing is left to read."""

    def found(self) -> Iterator[RawRecord | RefusedRecord]:
        """Give what is found while reading on, faults recovered from.

        Raises: UnusableFileError `no-record`.
        """
        is_going_on = True
        while is_going_on:
            try:
                is_going_on = self._advance()
            except (expat.ExpatError, DamageError) as error:
                is_going_on = self._recover(error)
            while self.ready:
                yield self.ready.popleft()
        if not self.position:
            raise UnusableFileError(Remark("no-record"))

    def begin(self, place: int, frames: Sequence[Frame] = ()) -> None:
        """Read from a place as if these elements had just been opened."""
        self.parsing = Parsing(self.charset, place, frames)

    def feed(self) -> bool:
        """Feed one stretch to the parser; False at the end of the file."""
        fed = self.parsing.fed
        if fed >= self.window.end and not self.window.grow():
            self.parsing.feed(b"", is_last=True)
            return False
        self.parsing.feed(self.window.slice(fed, fed + self.careful))
        self.careful = min(CHUNK_BYTES, self.careful * 2)
        return True

    def place_of(self, error: Exception) -> int:
        """Give where a fault is, and read carefully from now on."""
        self.careful = _CAREFUL_BYTES
        return error.place if isinstance(error, DamageError) else self.parsing.place

    def keep(self, offset_bytes: int, content: bytes, *remarks: Remark) -> None:
        """Give a record, unless it is too long."""
        if len(content) > self.limits.record_bytes:
            self.refuse(Remark("too-long"), offset_bytes, offset_bytes, content[:REFUSED_BYTES])
            return
        self.position += 1
        self.ready.append(RawRecord(self.position, offset_bytes, content, remarks))

    def refuse(self, remark: Remark, first: int, last: int, content: bytes = b"") -> None:
        """Refuse the bytes from place `first` to before `last`, or the given content that lay there."""
        self.position += 1
        content = content or self._head
        content = content or self.window.slice(first, min(last, first + REFUSED_BYTES))
        self._head = b""
        self.ready.append(RefusedRecord(self.position, first, remark, content))

    def end_of_tag(self, place: int) -> int:
        """Give where the tag that begins at a place ends; quoted values may hold a `>`."""
        unit = self.charset.unit_bytes
        quote = ""
        for step in range(place, self.window.end, 1024):
            text = self.charset.units(self.window.slice(step, step + 1024))
            for index, letter in enumerate(text):
                if quote:
                    quote = "" if letter == quote else quote
                elif letter in "\"'":
                    quote = letter
                elif letter == ">":
                    return step + (index + 1) * unit
        return self.window.end

    def end_of_element(self, start: int, place: int, *, is_bare: bool) -> int:
        """Give where an element ends, from where expat says: before `</…>`, but after `<…/>`.

        `is_bare`: no tag was met between its start and its end.
        """
        if is_bare and self.end_of_tag(start) == place:
            before = self.window.slice(place - 2 * self.charset.unit_bytes, place)
            if self.charset.units(before) == "/>":
                return place
        return self.end_of_tag(place)

    def seek(self, tag: str, place: int, first: int, *, with_end: bool) -> tuple[int, bool]:
        """Give where the next start of this tag is, or before it (`with_end`) where the next end tag ends, and whether
        it was an end tag; the end of the file when there is neither. The broken stretch begins at place `first`.
        """
        while True:
            start = self._find_tag(f"<{tag}", place)
            end = self._find_tag(f"</{tag}", place) if with_end else -1
            if end != -1 and (start == -1 or end < start):
                closing = self.window.find(">", self.charset, end)
                if closing != -1:
                    return closing + self.charset.unit_bytes, True
            elif start != -1:
                return start, False
            place = max(place, self.window.end - REFUSED_BYTES)
            if place - first > self.limits.record_bytes:
                self._head = self._head or self.window.slice(first, first + REFUSED_BYTES)
                self.window.forget_before(place)
            if not self.window.grow():
                return self.window.end, False

    def _find_tag(self, opening: str, place: int) -> int:
        """Find `<name` or `</name` where the name ends there and not later."""
        unit = self.charset.unit_bytes
        found = self.window.find(opening, self.charset, place)
        while found != -1:
            after = found + len(self.charset.encode(opening))
            if self.charset.units(self.window.slice(after, after + unit)) in _TAG_END:
                return found
            found = self.window.find(opening, self.charset, after)
        return -1
