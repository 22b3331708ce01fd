"""Titles, subjects and links of MODS."""

from collections.abc import Iterator

from lxml import etree

from portee.protocols.description import Identifier, Relation, Subject, Title
from portee.protocols.mods.elements import (
    XLINK_HREF,
    first_text,
    found,
    identifier,
    language_of,
    local,
    text_of,
    value_uri,
)
from portee.protocols.mods.people import name_of_element

_TITLE_KINDS = {
    "alternative": "variant",
    "abbreviated": "variant",
    "translated": "parallel",
    "uniform": "uniform",
}
_SUBJECT_KINDS = {
    "topic": "topic",
    "geographic": "place",
    "geographicCode": "place",
    "hierarchicalGeographic": "place",
    "temporal": "time",
    "titleInfo": "work",
    "genre": "genre",
    "occupation": "topic",
}
_NAME_KINDS = {"corporate": "corporate", "conference": "corporate", "family": "family"}
_RELATION_KINDS = {
    "host": "part-of",
    "constituent": "has-part",
    "series": "series",
    "preceding": "continues",
    "succeeding": "continued-by",
    "original": "original",
    "otherVersion": "edition",
    "otherFormat": "carrier",
}
_ATTACHED = ("'", "’", "-")


def title_of(element: etree._Element) -> Title | None:
    """Read a `titleInfo`: what `nonSort` holds heads the title and is not sorted."""
    text = first_text(element, "title")
    if not text:
        return None
    prefix = first_text(element, "nonSort")
    if prefix and not prefix.endswith(_ATTACHED):
        prefix += " "
    return Title(
        prefix + text,
        _TITLE_KINDS.get(element.get("type", ""), "proper"),
        first_text(element, "subTitle"),
        ", ".join(text_of(one) for one in found(element, "partNumber")),
        ", ".join(text_of(one) for one in found(element, "partName")),
        len(prefix),
        language_of(element),
    )


def titles_of(elements: list[etree._Element]) -> tuple[Title, ...]:
    """Read the titles of a record: one is proper, any other without a type is a variant."""
    titles: list[Title] = []
    for element in elements:
        if (title := title_of(element)) is None:
            continue
        if title.kind == "proper" and any(known.kind == "proper" for known in titles):
            title = Title(
                title.text,
                "variant",
                title.remainder,
                title.part_number,
                title.part_name,
                title.nonsorting,
                title.language,
            )
        titles.append(title)
    return tuple(titles)


def subject_of(element: etree._Element) -> Subject | None:
    """Read a `subject`: its first part is the heading and says of what kind it is, the others divide it."""
    parts = [(kind, text) for one in element if (kind := local(one)) and (text := _part(one))]
    if not parts:
        return None
    kind, heading = parts[0]
    told = _SUBJECT_KINDS.get(kind, "topic")
    if kind == "name":
        told = _NAME_KINDS.get(element[0].get("type", ""), "person")
    scheme = element.get("authority") or element[0].get("authority") or ""
    number = value_uri(element) or value_uri(element[0])
    return Subject(heading, told, tuple(text for _, text in parts[1:]), scheme, number)


def _part(element: etree._Element) -> str:
    kind = local(element)
    if kind == "titleInfo":
        title = title_of(element)
        return title.text if title is not None else ""
    if kind == "name":
        name = name_of_element(element)
        return "" if name is None else f"{name.text} ({name.dates})" if name.dates else name.text
    if kind == "hierarchicalGeographic":
        return ", ".join(filter(None, map(text_of, reversed(element))))
    return "" if kind == "cartographics" else text_of(element)


def relation_of(element: etree._Element) -> Relation | None:
    """Read a `relatedItem` by its title, its number in what holds it, and its identifiers."""
    titles = (title_of(info) for info in found(element, "titleInfo"))
    title = next((one for one in titles if one is not None), None)
    numbers = (identifier(part) for part in found(element, "identifier"))
    identifiers = [one for one in numbers if one is not None]
    if href := element.get(XLINK_HREF):
        identifiers.append(Identifier("uri", href))
    place = title.part_number if title is not None else ""
    place = place or " ; ".join(_part_statements(element))
    if title is None and not identifiers:
        return None
    kind = _RELATION_KINDS.get(element.get("type", ""), "related")
    return Relation(kind, title.text if title is not None else "", place, tuple(identifiers))


def _part_statements(element: etree._Element) -> Iterator[str]:
    """Say where in a volume something is: « vol. 4, 2, p. 129-134 », as captioned or by the kind of detail."""
    for part in found(element, "part"):
        said = []
        for detail in found(part, "detail"):
            caption = first_text(detail, "caption") or {"volume": "vol."}.get(
                detail.get("type", ""), ""
            )
            if number := first_text(detail, "number"):
                said.append(f"{caption} {number}".strip())
        for extent in found(part, "extent"):
            ends = [first_text(extent, "start"), first_text(extent, "end")]
            if pages := "-".join(filter(None, ends)) or first_text(extent, "list"):
                said.append(f"p. {pages}" if extent.get("unit", "").startswith("p") else pages)
        said += [text_of(one) for one in found(part, "date")]
        if said:
            yield ", ".join(filter(None, said))
