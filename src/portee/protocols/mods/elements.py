"""Elements of MODS without their namespace, and the text inside them."""

from collections.abc import Iterator

from lxml import etree

from portee.protocols.description import Identifier
from portee.protocols.statements import identifier_of, plain, plain_lines, web_address

XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_SCHEMES = {
    "issue number": "publisher-number",
    "music publisher": "publisher-number",
    "music plate": "plate-number",
    "matrix number": "publisher-number",
    "videorecording identifier": "publisher-number",
    "upc": "ean",
    "stock number": "publisher-number",
    "hdl": "uri",
    "purl": "uri",
    "url": "uri",
}


def local(element: etree._Element) -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: etree._Element) -> str:
    """Give all the text of an element, on one line."""
    return plain("".join(map(str, element.itertext())))


def lines_of(element: etree._Element) -> str:
    """Give all the text of an element, a paragraph a line."""
    return plain_lines("".join(map(str, element.itertext())))


def texts(element: etree._Element, path: str) -> Iterator[str]:
    """Give the texts that are not empty at a path of local names (`place/placeTerm`)."""
    for one in found(element, path):
        if text := text_of(one):
            yield text


def first_text(element: etree._Element, path: str) -> str:
    """Give the first text at a path; empty when there is none."""
    return next(texts(element, path), "")


def found(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """Give the elements at a path of local names, whatever their namespace."""
    return element.iterfind("/".join(f"{{*}}{step}" for step in path.split("/")))


def language_of(element: etree._Element) -> str:
    """Give the language that an element says it is in, as written."""
    return element.get(XML_LANG) or element.get("lang") or ""


def identifier(element: etree._Element) -> Identifier | None:
    """Read an `identifier`: its type is the scheme; without one, its form is."""
    value = text_of(element)
    if not value:
        return None
    kind = element.get("type", "").lower()
    status = "cancelled" if element.get("invalid") == "yes" else "valid"
    known = identifier_of(value)
    if known is not None and kind in ("", "uri", "url", "doi", "ark", known.scheme):
        return Identifier(known.scheme, known.value, known.qualifier, status)
    scheme = _SCHEMES.get(kind, kind) or ("uri" if web_address(value) else "local")
    return Identifier(scheme, value, element.get("displayLabel", ""), status)


def value_uri(element: etree._Element) -> str:
    """Give the address of an authority; empty when there is none."""
    return element.get("valueURI") or element.get(XLINK_HREF) or ""
