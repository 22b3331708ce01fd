"""One record of MODS as a description."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from portee.protocols.description import Description, Note, Subject, Term
from portee.protocols.mods.elements import (
    first_text,
    found,
    identifier,
    lines_of,
    local,
    text_of,
    texts,
)
from portee.protocols.mods.events import Origin, read_event
from portee.protocols.mods.holdings import items_of, locations_of
from portee.protocols.mods.people import contribution_of
from portee.protocols.mods.topics import relation_of, subject_of, titles_of
from portee.protocols.records import (
    Limits,
    MappingSheet,
    RawRecord,
    ReadRecord,
    RefusedRecord,
    Remark,
    UnreadableRecordError,
)
from portee.protocols.schemes import Scheme
from portee.protocols.statements import language_term
from portee.protocols.xml import ElementName, cut_elements, parse

OAI = "http://www.openarchives.org/OAI/2.0/"
_NOTES = {
    "statement of responsibility": "credits",
    "creation/production credits": "credits",
    "performers": "performers",
    "language": "language",
    "biographical/historical": "biography",
    "thesis": "thesis",
    "acquisition": "provenance",
    "ownership": "provenance",
    "source of description": "general",
    "system details": "system",
    "content": "contents",
}
_READ = frozenset(
    """titleInfo name typeOfResource genre originInfo language physicalDescription abstract tableOfContents
    targetAudience note subject classification relatedItem identifier location accessCondition recordInfo
    """.split()  # noqa: SIM905  a paragraph reads better than twenty lines
)


def _is_record(name: ElementName) -> bool:
    return name.local == "mods" or name == (OAI, "record")


def cut(stream: BinaryIO, limits: Limits) -> Iterator[RawRecord | RefusedRecord]:
    """Give each record of the file; see `portee.protocols.xml.cut_elements` for what is refused."""
    return cut_elements(stream, limits, _is_record)


def read(content: bytes, sheet: MappingSheet) -> ReadRecord:  # noqa: ARG001  every format has this signature
    """Read one record. Its identifier is that of OAI-PMH, else that of `recordInfo`, else its first `identifier`.

    Raises: UnreadableRecordError `malformed-xml`, `no-metadata`.
    """
    root = parse(content)
    if local(root) == "mods":
        return ReadRecord(_own_identifier(root), _describe(root))
    written = first_text(root, "header/identifier")
    if any(header.get("status") == "deleted" for header in found(root, "header")):
        return ReadRecord(written, Description(is_deleted=True))
    for mods in root.iter("{*}mods"):
        return ReadRecord(written or _own_identifier(mods), _describe(mods))
    raise UnreadableRecordError(Remark("no-metadata"), written)


def _own_identifier(mods: etree._Element) -> str:
    return (
        first_text(mods, "recordInfo/recordIdentifier")
        or next(texts(mods, "identifier"), "")
        or mods.get("ID", "")
    )


def _describe(mods: etree._Element) -> Description:
    origin = Origin()
    for event in found(mods, "originInfo"):
        read_event(origin, event)
    genres = tuple(Term(Scheme.WORDS, text=text) for text in dict.fromkeys(texts(mods, "genre")))
    media_type = first_text(mods, "physicalDescription/internetMediaType")
    places = list(found(mods, "location"))
    return Description(
        titles=titles_of(list(found(mods, "titleInfo"))),
        contributions=tuple(
            one for name in found(mods, "name") if (one := contribution_of(name)) is not None
        ),
        identifiers=tuple(
            dict.fromkeys(
                number for part in found(mods, "identifier") if (number := identifier(part))
            )
        ),
        types=(*_types(mods), *genres),
        languages=_languages(mods),
        countries=tuple(dict.fromkeys(origin.countries)),
        audiences=tuple(Term(Scheme.WORDS, text=text) for text in texts(mods, "targetAudience")),
        genres=genres,
        subjects=tuple(dict.fromkeys(_subjects(mods))),
        publications=tuple(dict.fromkeys(origin.publications)),
        years=origin.years,
        edition=" ; ".join(origin.editions),
        extent=" ; ".join(dict.fromkeys(texts(mods, "physicalDescription/extent"))),
        notes=tuple(dict.fromkeys(_notes(mods))),
        relations=tuple(
            link for part in found(mods, "relatedItem") if (link := relation_of(part)) is not None
        ),
        locations=tuple(one for place in places for one in locations_of(place, media_type)),
        items=tuple(one for place in places for one in items_of(place)),
        rights=tuple(dict.fromkeys(texts(mods, "accessCondition"))),
        cataloguing_agency=first_text(mods, "recordInfo/recordContentSource"),
        unmapped=tuple(
            (local(one), text) for one in mods if local(one) not in _READ and (text := text_of(one))
        ),
    )


def _types(mods: etree._Element) -> Iterator[Term]:
    """Give the type of resource (« notated music »), then the words on its form."""
    for element in found(mods, "typeOfResource"):
        if text := text_of(element):
            yield Term(Scheme.MODS_TYPE, text)
        if element.get("manuscript") == "yes":
            yield Term(Scheme.MODS_TYPE, "manuscript")
    for text in dict.fromkeys(texts(mods, "physicalDescription/form")):
        yield Term(Scheme.WORDS, text=text)


def _languages(mods: etree._Element) -> tuple[Term, ...]:
    """Give each language once: by its code when there is one, else in words."""
    given = []
    for element in found(mods, "language"):
        terms = list(found(element, "languageTerm"))
        coded = [one for one in terms if one.get("type") == "code"]
        given += [language_term(text_of(one)) for one in (coded or terms)[:1]]
    return tuple(dict.fromkeys(term for term in given if term is not None))


def _subjects(mods: etree._Element) -> Iterator[Subject]:
    for element in found(mods, "subject"):
        if (subject := subject_of(element)) is not None:
            yield subject
    for element in found(mods, "classification"):
        if text := text_of(element):
            scheme = element.get("authority", "")
            yield Subject(text, "classification", scheme="dewey" if scheme == "ddc" else scheme)


def _notes(mods: etree._Element) -> Iterator[Note]:
    for element in found(mods, "abstract"):
        if text := lines_of(element):
            yield Note(text, "summary")
    for element in found(mods, "tableOfContents"):
        if text := lines_of(element):
            yield Note(text, "contents")
    for path in ("note", "physicalDescription/note"):
        for element in found(mods, path):
            if text := lines_of(element):
                yield Note(text, _NOTES.get(element.get("type", "").lower(), "general"))
