"""The bytes of a record as people can look at them: fields with their names, or text; and nearly as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

from portee.catalogue.field_labels import field_label
from portee.protocols.description import Format
from portee.protocols.marc import (
    ControlField,
    DataField,
    Dialect,
    MarcRecord,
    parse_iso2709,
    parse_marcxml,
)
from portee.protocols.records import UnreadableRecordError

_DIALECTS: Final[dict[str, Dialect]] = {
    Format.UNIMARC: "unimarc",
    Format.UNIMARCXML: "unimarc",
    Format.MARC21: "marc21",
    Format.MARCXML: "marc21",
}
_ISO2709: Final = (Format.UNIMARC, Format.MARC21)
_MARKS: Final = str.maketrans(
    {"\x1d": "␝", "\x1e": "␞\n", "\x1f": "␟", "\x1b": "␛", "\0": "␀"}
    | {chr(code): f"⟨{code:02X}⟩" for code in (0x88, 0x89, 0x98, 0x9C)}
)
MOST_SHOWN: Final = 200_000
"""Characters of a record on one page; the whole of it can be taken away."""


@dataclass(frozen=True, slots=True)
class OriginalField:
    """One field: `parts` are its subfields (code, text); one without a code for a field that has none."""

    tag: str
    label: str
    indicators: str
    parts: Sequence[tuple[str, str]]


def original_fields(content: bytes, *, format_name: str) -> list[OriginalField]:
    """The fields of a MARC record, in order; none for another format, or when it cannot be read."""
    dialect = _DIALECTS.get(format_name)
    if dialect is None:
        return []
    try:
        if format_name in _ISO2709:
            record, _remarks = parse_iso2709(content, dialect=dialect)
        else:
            record, _remarks = parse_marcxml(content)
    except UnreadableRecordError:
        return []
    return _fields(record, dialect)


def original_text(content: bytes) -> str:
    """The bytes as text, separators shown by signs; what is not UTF-8 is shown as it would be in Windows-1252."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return text[:MOST_SHOWN].translate(_MARKS)


def _fields(record: MarcRecord, dialect: Dialect) -> list[OriginalField]:
    language = get_language() or "fr"

    def shown(field: ControlField | DataField) -> OriginalField:
        label = field_label(field.tag, dialect=dialect, language=language)
        if isinstance(field, ControlField):
            return OriginalField(field.tag, label, "", [("", field.value)])
        parts = [(code, text.translate(_MARKS)) for code, text in field.subfields]
        return OriginalField(field.tag, label, field.indicators.replace(" ", "#"), parts)

    head = OriginalField(
        "000", field_label("000", dialect=dialect, language=language), "", [("", record.leader)]
    )
    return [head, *map(shown, record.fields)]
