"""The record as a whole: its leader, its control fields, and every block of fields."""

from portee.protocols.description import Term
from portee.protocols.drafting import Described, Draft, FieldMap, MarcReader, gathered
from portee.protocols.marc import ControlField, MarcRecord
from portee.protocols.marc21 import (
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
from portee.protocols.marc21.technical import TECHNICAL
from portee.protocols.records import MappingSheet, Remark
from portee.protocols.schemes import Scheme

AUTHORITIES = "z"
"""Leader/06 of authority records, which describe no resource."""

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


def _control(field: ControlField, draft: Draft) -> bool:
    tag, value = field.tag, field.value
    if tag == "001":
        draft.number = draft.number or value.strip()
    elif tag == "003":
        draft.source = draft.source or value.strip()
    elif tag in coded.CONTROL:
        coded.CONTROL[tag](value, draft)
    else:
        return tag == "005"
    return True


FIELDS = FieldMap(BLOCKS, TECHNICAL, _control)


def describe(record: MarcRecord, sheet: MappingSheet) -> Described:
    """Give the record's identifier in its source (001), what it says, what was found wrong."""
    draft = Draft(record.leader)
    kind = record.leader[6:8].strip()
    if kind:
        draft.types.append(Term(Scheme.MARC21_LEADER, kind))
        if kind[0] in AUTHORITIES:
            draft.remarks.append(Remark("authority-record", "leader/06", (kind[0],)))
    FIELDS.walk(record, draft, sheet)
    identifier = identifiers.name_record(draft)
    return identifier, draft.finish(), tuple(draft.remarks)


_READER = MarcReader("marc21", describe)
read_iso2709 = _READER.read_iso2709
read_xml = _READER.read_xml
