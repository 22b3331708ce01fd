"""A reference as RIS: lines of a tag, two spaces, a hyphen, a space and a value, in UTF-8.

Source: Research Information Systems, RIS format specifications (2011 tags), as Zotero and EndNote read them.
"""

from collections.abc import Iterator
from typing import Final

from portee.protocols.reference import Person, Reference, ReferenceKind

TYPES: Final = {
    ReferenceKind.BOOK: "BOOK",
    ReferenceKind.SCORE: "MUSIC",
    ReferenceKind.SOUND: "SOUND",
    ReferenceKind.VIDEO: "VIDEO",
    ReferenceKind.ARTICLE: "JOUR",
    ReferenceKind.THESIS: "THES",
    ReferenceKind.PERIODICAL: "JFULL",
    ReferenceKind.MANUSCRIPT: "MANSCPT",
    ReferenceKind.IMAGE: "ART",
    ReferenceKind.MAP: "MAP",
    ReferenceKind.WEBSITE: "ELEC",
    ReferenceKind.SOFTWARE: "COMP",
    ReferenceKind.DATASET: "DATA",
    ReferenceKind.OTHER: "GEN",
}
PEOPLE: Final = {"author": "AU", "editor": "ED", "translator": "A4"}
LINE_END: Final = "\r\n"


def write(references: Iterator[Reference] | list[Reference]) -> bytes:
    """Give the references one after the other."""
    return "".join(LINE_END.join(_lines(one)) + LINE_END * 2 for one in references).encode()


def _lines(one: Reference) -> Iterator[str]:
    yield f"TY  - {TYPES[one.kind]}"
    for tag, value in _said(one):
        cleaned = " ".join(value.split())
        if cleaned:
            yield f"{tag}  - {cleaned}"
    yield "ER  - "


def _said(one: Reference) -> Iterator[tuple[str, str]]:
    yield "TI", one.full_title
    for person in one.people:
        yield PEOPLE.get(person.role, "A2"), name(person)
    yield "PY", one.year[:4] if one.year[:4].isdecimal() else ""
    yield "DA", "" if one.year[:4].isdecimal() else one.year
    yield "T2", one.container or one.series
    yield "VL", one.container_number or one.series_number
    yield "ET", one.edition
    yield "CY", one.place
    yield "PB", one.publisher
    for number in (one.isbn, one.ismn, one.issn):
        yield "SN", number
    yield "DO", one.doi
    yield "LA", one.language
    yield "M3", one.medium
    yield "AB", one.abstract
    yield "CN", one.call_number
    for subject in one.subjects:
        yield "KW", subject
    yield "UR", one.address
    yield "L2", one.catalogue_address


def name(person: Person) -> str:
    """« Fauré, Gabriel »; a body stays as it is."""
    return f"{person.family}, {person.given}" if person.given else person.family
