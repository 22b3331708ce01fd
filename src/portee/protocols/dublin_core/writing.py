"""A description as Dublin Core: one `oai_dc:dc`, as repositories of OAI-PMH give it.

Terms and names are written as words; a caller puts labels in the place of codes beforehand.
Source: DCMI Metadata Terms; Open Archives Initiative, schema oai_dc 2.0.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from portee.protocols.description import (
    Contribution,
    Description,
    Identifier,
    Publication,
    Title,
)

DC: Final = "http://purl.org/dc/elements/1.1/"
OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
URNS: Final = {"isbn": "ISBN", "issn": "ISSN", "ismn": "ISMN", "ean": "EAN", "doi": "doi"}
"""How identifiers are told apart in an element that has no place for their scheme."""
TOLD: Final = frozenset({"summary", "contents", "general"})
"""Kinds of notes that describe the resource to a stranger."""


def write(description: Description, *, address: str = "") -> bytes:
    """Give the element, in UTF-8 without declaration; `address` is the lasting one of the page."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    for name, text in _said(description, address):
        cleaned = _writable(" ".join(text.split()))
        if cleaned:
            etree.SubElement(root, f"{{{DC}}}{name}").text = cleaned
    return etree.tostring(root, encoding="utf-8", pretty_print=True)


def _said(description: Description, address: str) -> Iterator[tuple[str, str]]:
    titles = (title for title in description.titles if title.kind != "series")
    yield from (("title", _title(title)) for title in titles)
    for one in description.contributions:
        yield ("creator" if one.level == "main" else "contributor"), _name(one)
    yield from (("publisher", _publisher(one)) for one in description.publications)
    yield "date", _date(description)
    for subject in description.subjects:
        yield "subject", " -- ".join((subject.heading, *subject.subdivisions))
    notes = (note for note in description.notes if note.kind in TOLD)
    yield from (("description", note.text) for note in notes)
    yield from (("type", term.text) for term in (*description.types, *description.genres))
    yield "format", description.extent
    yield from (("language", term.code or term.text) for term in description.languages)
    yield from (("identifier", text) for text in _identifiers(description, address))
    yield from (("relation", relation.title) for relation in description.relations)
    yield from (("rights", text) for text in description.rights)


def _identifiers(description: Description, address: str) -> Iterator[str]:
    yield from map(_identifier, description.identifiers)
    yield address
    yield from (one.url for one in description.locations if one.kind == "full-text")


def _publisher(one: Publication) -> str:
    """« Hamelle (Paris) »."""
    return f"{one.name} ({one.place})" if one.name and one.place else one.name


def _title(one: Title) -> str:
    line = f"{one.text} : {one.remainder}" if one.remainder else one.text
    part = ", ".join(said for said in (one.part_number, one.part_name) if said)
    return f"{line}. {part}" if part else line


def _name(one: Contribution) -> str:
    dates = f" ({one.name.dates})" if one.name.dates else ""
    return f"{one.name.text}{dates}"


def _date(description: Description) -> str:
    years = description.years
    if years is None or years.first is None:
        return next((one.date for one in description.publications if one.date), "")
    if years.last in {None, years.first}:
        return str(years.first)
    return f"{years.first}-{years.last}"


def _identifier(one: Identifier) -> str:
    if one.scheme not in URNS and one.scheme not in {"ark", "uri"}:
        return ""
    if one.status != "valid":
        return ""
    prefix = URNS.get(one.scheme)
    return f"{prefix}:{one.value}" if prefix else one.value


def _writable(text: str) -> str:
    """Leave out what is no character of XML 1.0 (section 2.2)."""
    return "".join(char for char in text if char >= " " and char not in "\ufffe\uffff")
