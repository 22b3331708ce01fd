"""Cutting a file of XML into its records, in constant memory, past what is broken.

    cut_elements(stream, limits, is_record) -> RawRecord, RefusedRecord … in the order of the file

What a record means is not known here, only where it begins and ends.
"""

import codecs
from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from portee.protocols.records import (
    Limits,
    RawRecord,
    RefusedRecord,
    Remark,
    UnreadableRecordError,
    UnusableFileError,
)
from portee.protocols.xml.mending import mend
from portee.protocols.xml.parsing import Declaration, ElementName, Frame, in_scope, split_name
from portee.protocols.xml.reading import parse
from portee.protocols.xml.scanning import DamageError, Scanning, remark_of

_AFTER_ROOT = frozenset({
    expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT],
    expat.errors.codes[expat.errors.XML_ERROR_MISPLACED_XML_PI],
})  # fmt: skip
_CUT_OFF = frozenset({
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
})  # fmt: skip


def cut_elements(
    stream: BinaryIO, limits: Limits, is_record: Callable[[ElementName], bool]
) -> Iterator[RawRecord | RefusedRecord]:
    """Give each outermost element that `is_record` knows, as its own bytes made self-contained.

    `is_record` is asked once for each element outside records, in the order of the file. The content of a record is its
    bytes in the file, with the character set declared before it (unless UTF-8) and the namespaces of the elements
    around it declared in its start tag. A record beyond a limit is refused alone; where the file is not well formed,
    the record is mended or refused and reading goes on at the next one.

    Raises: UnusableFileError `empty-file`, `malformed-xml` (before the first record), `entities-forbidden`,
        `unknown-charset`, `too-deep`, `no-record`.
    """
    yield from _Cutting(stream, limits, is_record).records()


class _Cutting(Scanning):
    def __init__(
        self, stream: BinaryIO, limits: Limits, is_record: Callable[[ElementName], bool]
    ) -> None:
        super().__init__(stream, limits)
        self._is_record = is_record
        # Around the records.
        self._frames: list[Frame] = []
        self._declared: list[Declaration] = []
        self._around: tuple[Frame, ...] = ()
        self._tag = ""
        # Inside a record; `_start` is -1 outside.
        self._start = -1
        self._name = ""
        self._own: tuple[Declaration, ...] = ()
        self._depth = 0
        self._elements = 0
        self._fault: Remark | None = None
        self._entities = False

    def records(self) -> Iterator[RawRecord | RefusedRecord]:
        self._begin(self.open(), ())
        yield from self.found()

    # Reading on

    def _begin(self, place: int, frames: tuple[Frame, ...]) -> None:
        self.begin(place, frames)
        self._frames = list(frames)
        self._declared = []
        self._start = -1
        self.parsing.listen(self._on_start, self._on_end, self._on_namespace)
        self.parsing.on_skipped_entity(self._on_skipped_entity)

    def _advance(self) -> bool:
        """Read on a little; False at the end of the file."""
        if not self.feed():
            return False
        place, fed = self.parsing.place, self.parsing.fed
        if self._start == -1:
            if fed - place > self.limits.record_bytes:
                raise DamageError("too-long", place)
            self.window.forget_before(place)
        elif self._fault is None and fed - self._start > self.limits.record_bytes:
            self._give_up(Remark("too-long"))
        if self._fault is not None:
            self.window.forget_before(place)
        return True

    def _on_namespace(self, prefix: str | None, address: str | None) -> None:
        self._declared.append((prefix or "", address or ""))

    def _on_skipped_entity(self, *_: object) -> None:
        self._entities = True

    def _on_start(self, name: str, _: list[str]) -> None:
        """Meet a tag around the records, or the start of one."""
        element, tag = split_name(name)
        declared, self._declared = tuple(self._declared), []
        if not self._is_record(element):
            if len(self._frames) >= self.limits.depth:
                raise UnusableFileError(Remark("too-deep"))
            self._frames.append(Frame(tag, declared))
            return
        self._name, self._tag, self._own = name, tag, declared
        self._around = tuple(self._frames)
        self._start = self.parsing.place
        self._depth = self._elements = 1
        self._fault, self._entities = None, False
        self.parsing.listen(self._on_start_inside, self._on_end_inside, None)

    def _on_end(self, _: str) -> None:
        self._frames.pop()

    def _on_start_inside(self, name: str, _: list[str]) -> None:
        self._depth += 1
        self._elements += 1
        if name == self._name:
            raise DamageError("unclosed-record", self.parsing.place)
        if self._fault is not None:
            return
        if self._depth > self.limits.depth:
            self._give_up(Remark("too-deep"))
        elif self._elements > self.limits.fields:
            self._give_up(Remark("too-many-elements"))

    def _on_end_inside(self, _: str) -> None:
        self._depth -= 1
        if self._depth:
            return
        if self._fault is None:
            self._give(
                self.end_of_element(self._start, self.parsing.place, is_bare=self._elements == 1)
            )
        self._start, self._fault = -1, None
        self.parsing.listen(self._on_start, self._on_end, self._on_namespace)

    # Giving records

    def _give_up(self, fault: Remark) -> None:
        """Refuse the record being read, and go on to its end without keeping it."""
        self._fault = fault
        self.refuse(fault, self._start, self.window.end)

    def _give(self, end: int) -> None:
        content = self._self_contained(end)
        self.keep(self._start, content, *(mend(content)[1] if self._entities else ()))

    def _self_contained(self, end: int) -> bytes:
        """Give the bytes of the record with what they need from around them."""
        body = self.window.slice(self._start, end)
        if scope := in_scope(self._around, self._own):
            name_end = len(self.charset.encode("<")) + len(self._tag.encode(self.charset.name))
            body = body[:name_end] + self.charset.encode(scope) + body[name_end:]
        return self.charset.prologue() + body

    # After a fault

    def _recover(self, error: Exception) -> bool:
        """Refuse or mend what is broken and begin again after it; False when nothing is left to read."""
        code = error.code if isinstance(error, expat.ExpatError) else 0
        place = self.place_of(error)
        if self._start != -1:
            return self._recover_inside(error, place)
        if not self._frames:
            if self.window.slice(place, place + 3) == codecs.BOM_UTF8:
                place += len(codecs.BOM_UTF8)
                code = next(iter(_AFTER_ROOT))
            if code in _AFTER_ROOT and place > self.parsing.start:
                # Several documents one after the other, as harvesters leave them.
                self._begin(place, ())
                return True
        if not self._tag:
            raise UnusableFileError(remark_of(error))
        if code in _CUT_OFF:
            self.refuse(Remark("truncated"), place, self.window.end)
            return False
        around = tuple(self._frames) or self._around
        unit = self.charset.unit_bytes
        next_start = self.seek(self._tag, place + unit, place, with_end=False)[0]
        self.refuse(remark_of(error), place, next_start)
        return self._restart(next_start, around)

    def _recover_inside(self, error: Exception, place: int) -> bool:
        unit = self.charset.unit_bytes
        start, fault = self._start, self._fault
        after = max(start + unit, place - 2 * unit)
        end, is_closed = self.seek(self._tag, after, start, with_end=True)
        if fault is not None:
            return self._restart(end, self._around)
        if end - start > self.limits.record_bytes:
            self.refuse(Remark("too-long"), start, end)
        elif is_closed:
            self._mend(end, error)
        else:
            is_cut_off = end >= self.window.end and self.window.is_over
            self.refuse(Remark("truncated") if is_cut_off else remark_of(error), start, end)
        return self._restart(end, self._around)

    def _restart(self, place: int, around: tuple[Frame, ...]) -> bool:
        if place >= self.window.end and not self.window.grow():
            return False
        self._begin(place, around)
        return True

    def _mend(self, end: int, error: Exception) -> None:
        """Keep the broken record when what ails it can be put right, else refuse it."""
        content = self._self_contained(end)
        _, remarks = mend(content)
        try:
            parse(content)
        except UnreadableRecordError:
            remarks = ()
        if remarks:
            self.keep(self._start, content, *remarks)
        else:
            self.refuse(remark_of(error), self._start, end)
