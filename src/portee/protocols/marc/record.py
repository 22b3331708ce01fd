"""A MARC record as text: a leader and fields, in the order of the source."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import msgspec

Dialect = Literal["unimarc", "marc21"]
"""Which of the two meanings the same structure carries."""


class ControlField(msgspec.Struct, frozen=True, gc=False):
    """A field without subfields: the 00X, read by position, so that its blanks are kept."""

    tag: str
    value: str


class DataField(msgspec.Struct, frozen=True, gc=False):
    """A field of subfields: `indicators` are two characters, `subfields` are (code, text) pairs that may repeat."""

    tag: str
    indicators: str
    subfields: list[tuple[str, str]]

    def first(self, code: str) -> str:
        """Give the first subfield of that code, or an empty string."""
        for found, text in self.subfields:
            if found == code:
                return text
        return ""

    def all(self, codes: str) -> list[str]:
        """Give every subfield that is not empty and whose code is one of `codes`, in the order of the source."""
        return [text for code, text in self.subfields if text and code in codes]


@dataclass(frozen=True)
class MarcRecord:
    """A leader of 24 characters and fields of text in Unicode NFC.

    What sorting skips stands between U+0098 and U+009C (NSB and NSE), whatever the source used.
    """

    leader: str
    fields: list[ControlField | DataField]

    @cached_property
    def fields_by_tag(self) -> dict[str, list[ControlField | DataField]]:
        """Every field under its tag, in the order of the source."""
        by_tag: dict[str, list[ControlField | DataField]] = {}
        for field in self.fields:
            if field.tag in by_tag:
                by_tag[field.tag].append(field)
            else:
                by_tag[field.tag] = [field]
        return by_tag

    def control(self, tag: str) -> str:
        """Give the value of the first control field of that tag, or an empty string."""
        for field in self.fields_by_tag.get(tag, ()):
            if isinstance(field, ControlField):
                return field.value
        return ""

    def data(self, tag: str) -> list[DataField]:
        """Give every data field of that tag."""
        return [field for field in self.fields_by_tag.get(tag, ()) if isinstance(field, DataField)]

    def texts(self, tag: str, codes: str) -> Iterator[str]:
        """Give every subfield of those codes in every field of that tag."""
        for field in self.data(tag):
            yield from field.all(codes)
