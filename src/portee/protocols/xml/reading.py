"""One record of XML, as a tree: no DTD, no entity, no network, no huge tree."""

import re

from lxml import etree

from portee.protocols.records import Remark, UnreadableRecordError, UnusableFileError
from portee.protocols.xml.mending import mend

_ROOT = re.compile(rb"<\x00?[A-Za-z_:\x80-\xff]")
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E")


def _reader(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


_READER = _reader(recover=False)
_NAMESPACE_FAULTS = frozenset({"WAR_NS_URI", "WAR_NS_URI_RELATIVE"})
"""A namespace that is no address harms nothing: its elements are known by their names."""


def parse(content: bytes) -> etree._Element:
    """Read what `cut_elements` gave: the root element, comments and processing instructions left out.

    The faults that `mending` knows are put right; whoever cut the record has already remarked on them.
    Raises: UnreadableRecordError `malformed-xml`, or `entities-forbidden` for any DTD.
    """
    root = _ROOT.search(content)
    doctype = _DOCTYPE.search(content)
    if doctype is not None and (root is None or doctype.start() < root.start()):
        raise UnreadableRecordError(Remark("entities-forbidden"))
    try:
        tree = etree.fromstring(content, _READER)
    except (etree.LxmlError, ValueError):
        tree = _parse_mended(content)
    if tree.getroottree().docinfo.internalDTD is not None:
        raise UnreadableRecordError(Remark("entities-forbidden"))
    return tree


def _parse_mended(content: bytes) -> etree._Element:
    try:
        return _fromstring(mend(content)[0])
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableRecordError(Remark("malformed-xml", values=(str(error),))) from error
    except UnusableFileError as error:
        raise UnreadableRecordError(error.remark) from error


def _fromstring(content: bytes) -> etree._Element:
    # A reader of its own: the log of a shared one tells of every record before.
    reader = _reader(recover=False)
    try:
        return etree.fromstring(content, reader)
    except etree.XMLSyntaxError:
        if any(fault.type_name not in _NAMESPACE_FAULTS for fault in reader.error_log):
            raise
        return etree.fromstring(content, _reader(recover=True))
