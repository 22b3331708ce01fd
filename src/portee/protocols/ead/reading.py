"""One component of a finding aid as a description."""

import re

from lxml import etree

from portee.protocols.description import (
    Description,
    Identifier,
    Item,
    Note,
    Publication,
    Term,
    Title,
)
from portee.protocols.ead.access import Access, read_access
from portee.protocols.ead.dates import dates_of
from portee.protocols.ead.digital import locations_of
from portee.protocols.ead.tree import (
    Component,
    children,
    component_of,
    handed_down,
    lines_of,
    local,
    text_of,
)
from portee.protocols.records import MappingSheet, ReadRecord, Remark, UnreadableRecordError
from portee.protocols.schemes import Scheme
from portee.protocols.statements import identifier_of, language_term
from portee.protocols.xml import parse

_NOTES = {
    "scopecontent": "summary",
    "abstract": "summary",
    "bioghist": "biography",
    "custodhist": "provenance",
    "acqinfo": "provenance",
    "note": "general",
    "didnote": "general",
    "odd": "general",
    "arrangement": "general",
    "phystech": "system",
    "originalsloc": "general",
    "altformavail": "general",
    "relatedmaterial": "general",
    "separatedmaterial": "general",
    "otherfindaid": "general",
    "bibliography": "general",
    "appraisal": "general",
    "accruals": "general",
    "materialspec": "general",
    "fileplan": "general",
}
_KNOWN = frozenset(
    """did head dsc unittitle unitid unitdate unitdatestructured repository langmaterial physloc physdesc
    physdescset physdescstructured origination controlaccess accessrestrict userestrict dao daogrp daoset container
    index runner relations processinfo descgrp legalstatus prefercite eadid recordid thead
    """.split()  # noqa: SIM905  a paragraph reads better than thirty lines
)


def read(content: bytes, sheet: MappingSheet) -> ReadRecord:
    """Read one component. The option `digital_base` of the sheet is the address that relative links begin with.

    The identifier is that of the finding aid with the component's own `id` (`FRAM59100_000040#a011521195413J7Et94`),
    else with the path of its call numbers; a component without either is told by the title in their place.
    Raises: UnreadableRecordError `malformed-xml`, `no-component`, `no-title`.
    """
    component = component_of(parse(content))
    if component is None:
        raise UnreadableRecordError(Remark("no-component"))
    identifier = _identifier(component)
    titles = _titles(component.element)
    if not titles:
        raise UnreadableRecordError(Remark("no-title", "unittitle"), identifier)
    base = dict(sheet.options).get("digital_base", "")
    return ReadRecord(identifier, _describe(component, titles, base))


def _identifier(component: Component) -> str:
    name = component.element.get("id", "")
    if local(component.element) == "archdesc" and component.eadid:
        return component.eadid
    if not name:
        path = (*component.around, component.element)
        steps = (_step(one) for one in path if local(one) != "archdesc")
        name = "/".join(filter(None, steps))
    return f"{component.eadid}#{name}" if component.eadid and name else name or component.eadid


def _step(element: etree._Element) -> str:
    """Give what tells a component from its neighbours: its call number, else its title."""
    for name in ("unitid", "unittitle"):
        for one in children(element, name):
            if text := text_of(one):
                return text
    return ""


def _describe(component: Component, titles: tuple[Title, ...], base: str) -> Description:
    element = component.element
    access = read_access(element)
    dates = dates_of(component)
    locations, left_out = locations_of(element, base)
    return Description(
        titles=titles,
        contributions=tuple(dict.fromkeys(access.contributions)),
        identifiers=_identifiers(element),
        types=(*_level(element), *dict.fromkeys(access.types)),
        languages=_languages(component),
        subjects=tuple(dict.fromkeys(access.subjects)),
        publications=tuple(
            Publication(date=text, kind="production")
            for text in dict.fromkeys(t for t, _ in dates)
            if text
        ),
        years=next((years for _, years in dates if years is not None), None),
        extent=_extent(element),
        notes=_notes(element),
        relations=access.relations,
        locations=locations,
        items=_items(component),
        rights=_rights(component),
        path=tuple(filter(None, (_title(outer) for outer in component.around))),
        cataloguing_agency=component.agency,
        unmapped=(*left_out, *_left(element, access)),
    )


def _title(element: etree._Element) -> str:
    return next((text_of(one) for one in children(element, "unittitle")), "")


def _titles(element: etree._Element) -> tuple[Title, ...]:
    texts = dict.fromkeys(text for one in children(element, "unittitle") if (text := text_of(one)))
    return tuple(Title(text, "variant" if place else "proper") for place, text in enumerate(texts))


def _identifiers(element: etree._Element) -> tuple[Identifier, ...]:
    found = []
    for one in children(element, "unitid"):
        for text in (text_of(one), one.get("identifier", "")):
            if (known := identifier_of(text)) is not None:
                found.append(known)
    return tuple(dict.fromkeys(found))


def _level(element: etree._Element) -> tuple[Term, ...]:
    level = element.get("level", "")
    return (Term(Scheme.EAD_LEVEL, level, element.get("otherlevel", "")),) if level else ()


def _languages(component: Component) -> tuple[Term, ...]:
    found = []
    for material in handed_down(component, "langmaterial"):
        named = list(material.iter("{*}language")) or [material]
        found += [language_term(one.get("langcode") or text_of(one)) for one in named]
    return tuple(dict.fromkeys(term for term in found if term is not None))


def _extent(element: etree._Element) -> str:
    """Give the material description: its parts one after the other when it has parts."""
    found = []
    for one in children(element, "physdesc", "physdescset", "physdescstructured"):
        between = " " if local(one) == "physdescstructured" else " ; "
        has_own_text = (one.text or "").strip() or any((child.tail or "").strip() for child in one)
        found.append(
            text_of(one) if has_own_text or not len(one) else between.join(map(text_of, one))
        )
    return " ; ".join(dict.fromkeys(filter(None, found)))


def _notes(element: etree._Element) -> tuple[Note, ...]:
    found = (
        Note(text, _NOTES[local(one)])
        for one in children(element, *_NOTES)
        if (text := lines_of(one)) and not _is_link(one, text)
    )
    return tuple(dict.fromkeys(found))


def _is_link(element: etree._Element, text: str) -> bool:
    """Whether a note is nothing but a link, which the locations have already."""
    return any(text_of(link) == text for link in element.iter("{*}extref", "{*}ref"))


def _items(component: Component) -> tuple[Item, ...]:
    """Give where the documents are: the repository and place may be said higher up, the call number never is."""
    numbers = [text_of(one) for one in children(component.element, "unitid")]
    number = next((text for text in numbers if text and identifier_of(text) is None), "")
    containers = (text_of(one) for one in children(component.element, "container"))
    place = next((text_of(one) for one in handed_down(component, "physloc")), "")
    keeper = next((text_of(one) for one in handed_down(component, "repository")), "")
    if not (number or place or keeper):
        return ()
    return (
        Item(
            establishment=keeper,
            location=place,
            call_number=number,
            note=" ; ".join(filter(None, containers)),
        ),
    )


def _rights(component: Component) -> tuple[str, ...]:
    found = []
    for name in ("accessrestrict", "userestrict", "legalstatus"):
        found += [text for one in handed_down(component, name) if (text := lines_of(one))]
    return tuple(dict.fromkeys(found))


def _left(element: etree._Element, access: Access) -> tuple[tuple[str, str], ...]:
    """List what no rule above reads, so that nothing is lost in silence."""
    found = list(access.unmapped)
    for holder in (element, *(one for one in element if local(one) == "did")):
        for one in holder:
            name = local(one)
            if name not in _KNOWN and name not in _NOTES and (text := text_of(one)):
                found.append((name, re.sub(r"\s+", " ", text)))
    return tuple(found)
