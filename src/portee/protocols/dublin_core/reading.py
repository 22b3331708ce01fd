"""A record of OAI-PMH or a bare description, cut out of its file and read."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from lxml import etree

from portee.protocols.description import Description
from portee.protocols.dublin_core.article import describe_article
from portee.protocols.dublin_core.elements import describe_elements, local
from portee.protocols.records import (
    Limits,
    MappingSheet,
    RawRecord,
    ReadRecord,
    RefusedRecord,
    Remark,
    UnreadableRecordError,
)
from portee.protocols.statements import identifier_of, plain
from portee.protocols.xml import ElementName, cut_elements, parse

OAI = "http://www.openarchives.org/OAI/2.0/"
_ROOTS: dict[str, Callable[[etree._Element], Description]] = {
    "dc": describe_elements,
    "qualifieddc": describe_elements,
    "qdc": describe_elements,
    "dcterms": describe_elements,
    "doajarticle": describe_article,
}


def cut(stream: BinaryIO, limits: Limits) -> Iterator[RawRecord | RefusedRecord]:
    """Give each record of the file; see `portee.protocols.xml.cut_elements` for what is refused.

    In an answer of OAI-PMH only its records count: a set is described in Dublin Core too.
    """
    is_answer = False

    def is_record(name: ElementName) -> bool:
        nonlocal is_answer
        if name.local == "record":
            return name.namespace in (OAI, "")
        is_answer = is_answer or name.local == "OAI-PMH"
        return not is_answer and name.local.lower() in _ROOTS

    return cut_elements(stream, limits, is_record)


def read(content: bytes, sheet: MappingSheet) -> ReadRecord:  # noqa: ARG001  every format has this signature
    """Read one record. Its identifier is that of the header of OAI-PMH, else the first that the description gives.

    The datestamp of the header says when the repository changed something, nothing about the resource: it is left out.
    Raises: UnreadableRecordError `malformed-xml`, `no-metadata` (nothing we can read inside the record).
    """
    root = parse(content)
    name = local(root).lower()
    if name != "record":
        describe = _ROOTS.get(name)
        if describe is None:
            raise UnreadableRecordError(Remark("no-metadata", name))
        return ReadRecord(_own_identifier(root), describe(root))
    identifier = plain(root.findtext("{*}header/{*}identifier") or "")
    header = root.find("{*}header")
    if header is not None and header.get("status") == "deleted":
        return ReadRecord(identifier, Description(is_deleted=True))
    for metadata in root.iterfind("{*}metadata/*"):
        describe = _ROOTS.get(local(metadata).lower())
        if describe is not None:
            return ReadRecord(identifier or _own_identifier(metadata), describe(metadata))
    raise UnreadableRecordError(Remark("no-metadata"), identifier)


def _own_identifier(root: etree._Element) -> str:
    """Give the first identifier that a program can hold on to; else the first of all."""
    written = [plain(element.text or "") for element in root.iterfind("{*}identifier")]
    written += [plain(element.text or "") for element in root.iterfind("{*}recordID")]
    written += [plain(element.text or "") for element in root.iterfind("{*}doi")]
    for text in written:
        if (known := identifier_of(text)) is not None:
            return known.value
    return next(filter(None, written), "")
