"""Tells which format a file of XML has, by the first of its elements that says so.

Only start tags are looked at: nothing is expanded, fetched or kept, and a head cut in the middle is enough.
"""

from collections import Counter
from contextlib import suppress
from typing import Final
from xml.parsers import expat

from portee.protocols.description import Format
from portee.protocols.marc import likely_dialect
from portee.protocols.records import Remark, UnusableFileError

_ROOTS: Final = {
    "ead": Format.EAD,
    "mods": Format.MODS,
    "modscollection": Format.MODS,
    "dc": Format.OAI_DC,
    "dcterms": Format.OAI_DC,
    "qualifieddc": Format.OAI_DC,
    "qdc": Format.OAI_DC,
    "doajarticle": Format.OAI_DC,
}
"""Local names, in lower case, that one format alone has."""
_COMPONENTS: Final = frozenset({"c", *(f"c{level:02}" for level in range(1, 13))})
_PREFIXES: Final = {
    "oai_dc": Format.OAI_DC,
    "oai_qdc": Format.OAI_DC,
    "mods": Format.MODS,
    "ead": Format.EAD,
    "oai_ead": Format.EAD,
    "marcxml": Format.MARCXML,
    "marc21": Format.MARCXML,
    "unimarc": Format.UNIMARCXML,
}
"""What was asked of an OAI-PMH repository, for an answer that begins with deleted records."""
_RECORDS: Final = frozenset({"ListRecords", "GetRecord"})
_UNKNOWN_ENCODING: Final = expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]
_ANSWERS: Final = frozenset({"OAI-PMH", "searchRetrieveResponse"})
_MARC_FIELDS: Final = frozenset({"leader", "controlfield", "datafield"})
_ENOUGH_FIELDS: Final = 400
_DIALECTS: Final = {"unimarc": Format.UNIMARCXML, "marc21": Format.MARCXML}


_FOREIGN: Final = {
    "lido": "LIDO",
    "lidowrap": "LIDO",
    "tei": "TEI",
    "teicorpus": "TEI",
    "onixmessage": "ONIX",
    "mei": "MEI",
    "score-partwise": "MusicXML",
    "score-timewise": "MusicXML",
    "html": "HTML",
}
"""Roots of formats that libraries meet and that are not read here."""


class _Told(Exception):  # noqa: N818  ends the parsing, reports nothing wrong
    """What was read is enough."""


def format_of_elements(head: bytes) -> Format:
    """Give the format of a file of XML that begins so.

    Raises UnusableFileError, with the name of the root: `no-record` for an answer of OAI-PMH or SRU without records,
    `foreign-format` with the name of one that is known but not read, `unknown-format` for anything else.
    """
    outline = _Outline()
    outline.read(head)
    found = outline.format()
    if found:
        return found
    if foreign := _FOREIGN.get(outline.root.lower()):
        raise UnusableFileError(Remark("foreign-format", values=(foreign,)))
    code = "no-record" if outline.root in _ANSWERS else "unknown-format"
    raise UnusableFileError(Remark(code, values=(outline.root,)))


class _Outline:
    """The start tags of the head of a file, as far as they say something."""

    def __init__(self) -> None:
        self.root = ""
        self._found: Format | None = None
        self._asked = ""
        self._are_records_begun = False
        self._tags: Counter[str] = Counter()
        self._leaders: list[str] = []
        self._is_in_leader = False

    def read(self, head: bytes) -> None:
        head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        try:
            self._parse(head, None)
        except expat.ExpatError as error:
            # The names of elements are ASCII in every set that expat does not know.
            if error.code == _UNKNOWN_ENCODING:
                with suppress(expat.ExpatError):
                    self._parse(head, "iso-8859-1")

    def _parse(self, head: bytes, charset: str | None) -> None:
        parser = expat.ParserCreate(charset, namespace_separator="\n")
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._on_text
        # With a default handler in place, expat leaves entities as they are.
        parser.DefaultHandler = lambda _: None
        with suppress(_Told):
            parser.Parse(head, False)  # noqa: FBT003  expat takes no name here

    def format(self) -> Format | None:
        """Give what the tags told, if they did."""
        if self._found:
            return self._found
        if self._tags or self._leaders:
            return _DIALECTS[likely_dialect(self._tags, self._leaders)]
        return _PREFIXES.get(self._asked) if self._are_records_begun else None

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("\n")[2]
        if not self.root:
            self.root = local
            if local in _COMPONENTS:
                self._tell(Format.EAD)
        self._are_records_begun |= local in _RECORDS
        if local == "request":
            self._asked = attributes.get("metadataPrefix", "").lower()
        elif local in _MARC_FIELDS:
            self._note(local, attributes)
        elif local.lower() in _ROOTS and (self._are_records_begun or self.root != "OAI-PMH"):
            self._tell(_ROOTS[local.lower()])

    def _note(self, local: str, attributes: dict[str, str]) -> None:
        if local == "leader":
            self._is_in_leader = True
            self._leaders.append("")
            return
        self._tags[attributes.get("tag", "")] += 1
        if self._tags.total() > _ENOUGH_FIELDS:
            raise _Told

    def _on_end(self, _: str) -> None:
        self._is_in_leader = False

    def _on_text(self, text: str) -> None:
        if self._is_in_leader:
            self._leaders[-1] += text

    def _tell(self, found: Format) -> None:
        self._found = found
        raise _Told
