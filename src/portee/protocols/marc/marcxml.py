"""MARC in XML: MARCXML (MARC 21 slim) and marcxchange, with or without a prefix, inside any wrapper.

Source: Library of Congress, MARC 21 XML Schema (slim); ISO 25577:2013 (MarcXchange). Namespaces are compared, prefixes
never; the Sudoc and some exports use none at all.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from portee.protocols.marc.fields import FIELD_END, SUBFIELD, fields_of
from portee.protocols.marc.record import ControlField, Dialect, MarcRecord
from portee.protocols.marc.settling import settle
from portee.protocols.records import (
    Limits,
    RawRecord,
    RefusedRecord,
    Remark,
    UnreadableRecordError,
)
from portee.protocols.xml import ElementName, cut_elements, parse

SLIM = "http://www.loc.gov/MARC21/slim"
MARCXCHANGE = "info:lc/xmlns/marcxchange-v2"
NAMESPACES = frozenset(
    {"", SLIM, "http://www.loc.gov/MARC21/slim/", MARCXCHANGE, "info:lc/xmlns/marcxchange-v1"}
    | {"http://www.bs.dk/standards/MarcXchange", "http://www.bs.dk/standards/MARCXchange"}
)
_FIELDS = frozenset({"leader", "controlfield", "datafield"})
_LEADER_LENGTH = 24
_ABSENT = "?"


def is_marc_record(name: ElementName) -> bool:
    """Whether an element of that name is a MARC record, rather than the `record` of a wrapper."""
    return name.local == "record" and name.namespace in NAMESPACES


def cut_marcxml(stream: BinaryIO, limits: Limits) -> Iterator[RawRecord | RefusedRecord]:
    """Give each record of a file in MARCXML or marcxchange; see `xml.cut_elements`."""
    return cut_elements(stream, limits, is_marc_record)


def parse_marcxml(content: bytes) -> tuple[MarcRecord, tuple[Remark, ...]]:
    """Give the record that this XML holds, in NFC, and what had to be mended to read it.

    Raises UnreadableRecordError: `no-field`, and whatever `xml.parse` raises. Remarks are those of ISO 2709 on text,
    and `wrong-leader`, `missing-tag`, `missing-subfield-code` (with the text left out).
    """
    remarks: list[Remark] = []
    record = _record_in(parse(content))
    leader = ""
    tags: list[str] = []
    texts: list[str] = []
    for element in record.iterchildren():
        kind = _local(element)
        if kind == "leader":
            leader = element.text or ""
        elif kind in _FIELDS:
            tag = element.get("tag") or _ABSENT
            text = element.text or "" if kind == "controlfield" else _data(element, tag, remarks)
            if tag == _ABSENT:
                remarks.append(Remark("missing-tag", values=(text.replace(SUBFIELD, "$"),)))
            else:
                tags.append(tag)
                texts.append(text)
    if not tags:
        raise UnreadableRecordError(Remark("no-field"))
    settled = settle(FIELD_END.join(texts), remarks).split(FIELD_END)
    return MarcRecord(_leader(leader, remarks), fields_of(tags, settled, remarks)), tuple(remarks)


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]


def _record_in(root: etree._Element) -> etree._Element:
    """Find the element that holds the fields, under whatever wraps it."""
    for element in root.iter():
        if any(_local(child) in _FIELDS for child in element):
            return element
    raise UnreadableRecordError(Remark("no-field"))


def _data(element: etree._Element, tag: str, remarks: list[Remark]) -> str:
    """Give a data field as ISO 2709 writes it: two indicators, then each subfield after its mark and code."""
    first, second = element.get("ind1") or " ", element.get("ind2") or " "
    pieces = [first[:1] + second[:1]]
    for child in element.iterchildren():
        code = child.get("code") or ""
        text = child.text or ""
        if "\n" in text:
            # The line ends of a pretty printer.
            text = " ".join(text.split())
        if len(code) == 1:
            pieces.append(code + text)
        else:
            remarks.append(Remark("missing-subfield-code", tag, (text,)))
    return SUBFIELD.join(pieces)


def _leader(text: str, remarks: list[Remark]) -> str:
    """Give 24 characters: what lost its blanks on the way is taken from its first letter, the record's status."""
    leader = text.replace("#", " ")
    if len(leader) == _LEADER_LENGTH:
        return leader
    remarks.append(Remark("wrong-leader", values=(text,)))
    status_on = leader.lstrip(" 0123456789\n\t")
    return f"     {status_on[:4]:5}22".ljust(_LEADER_LENGTH)


def write_marcxml(record: MarcRecord, dialect: Dialect) -> bytes:
    """Write a record as one element: MARCXML for MARC21, marcxchange for UNIMARC; in UTF-8, without declaration.

    Characters that XML cannot hold are left out. Source: see the module.
    """
    space = SLIM if dialect == "marc21" else MARCXCHANGE
    root = etree.Element(f"{{{space}}}record", nsmap={None: space})  # type: ignore[dict-item]  # the default one
    etree.SubElement(root, f"{{{space}}}leader").text = _writable(record.leader)
    for field in record.fields:
        if isinstance(field, ControlField):
            control = etree.SubElement(root, f"{{{space}}}controlfield", tag=field.tag)
            control.text = _writable(field.value)
            continue
        data = etree.SubElement(
            root,
            f"{{{space}}}datafield",
            {"tag": field.tag, "ind1": field.indicators[0], "ind2": field.indicators[1]},
        )
        for code, text in field.subfields:
            etree.SubElement(data, f"{{{space}}}subfield", code=code).text = _writable(text)
    return etree.tostring(root, encoding="utf-8")


def _writable(text: str) -> str:
    """Leave out what is no character of XML 1.0 (section 2.2)."""
    return "".join(
        char for char in text if (char >= " " and char not in "\ufffe\uffff") or char in "\t\n\r"
    )
