"""The record as a whole: its leader, its control fields, and every block of fields."""

from portee.protocols.description import Term
from portee.protocols.drafting import Described, Draft, FieldMap, MarcReader, gathered
from portee.protocols.marc import ControlField, MarcRecord
from portee.protocols.records import MappingSheet, Remark
from portee.protocols.schemes import Scheme
from portee.protocols.unimarc import (
    coded,
    holdings,
    identifiers,
    links,
    music,
    names,
    notes,
    statements,
    subjects,
    titles,
)
from portee.protocols.unimarc.technical import TECHNICAL

SILENT = frozenset({"004", "005", "006", "007"})
"""Control fields about the record: 005 by the standard; creation date and agencies of the Sudoc."""

BLOCKS = gathered(
    identifiers.BLOCKS,
    coded.BLOCKS,
    music.BLOCKS,
    titles.BLOCKS,
    statements.BLOCKS,
    notes.BLOCKS,
    links.BLOCKS,
    subjects.BLOCKS,
    names.BLOCKS,
    holdings.BLOCKS,
)

AUTHORITIES = "xyz"
"""Leader/06 of authority records, which describe no resource."""


def _control(field: ControlField, draft: Draft) -> bool:
    tag, value = field.tag, field.value
    if tag == "001":
        draft.number = draft.number or value.strip()
    elif tag == "003":
        draft.source = draft.source or value.strip()
    elif tag == "008":
        if code := value.strip()[:4]:
            draft.types.append(Term(Scheme.SUDOC_008, code))
    else:
        return tag in SILENT
    return True


FIELDS = FieldMap(BLOCKS, TECHNICAL, _control)


def describe(record: MarcRecord, sheet: MappingSheet) -> Described:
    """Give the record's identifier in its source (001, else the ARK of 003), what it says, what was found wrong."""
    draft = Draft(record.leader)
    kind = record.leader[6:8].strip()
    if kind:
        draft.types.append(Term(Scheme.UNIMARC_LEADER, kind))
    FIELDS.walk(record, draft, sheet)
    identifier = identifiers.name_record(draft)
    return identifier, draft.finish(), _remarks(record, draft)


def _remarks(record: MarcRecord, draft: Draft) -> tuple[Remark, ...]:
    """Say only that it is one of an authority, by its leader or by 152: its other fields mean something else."""
    code = record.leader[6:7]
    if code and code in AUTHORITIES:
        return (Remark("authority-record", "leader/06", (code,)),)
    if draft.unmapped and any(place[:4] == "152$" for place, _ in draft.unmapped):
        return (Remark("authority-record", "152"),)
    return tuple(draft.remarks)


_READER = MarcReader("unimarc", describe)
read_iso2709 = _READER.read_iso2709
read_xml = _READER.read_xml
