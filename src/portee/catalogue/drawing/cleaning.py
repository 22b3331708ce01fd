"""A drawing of an engraver made fit for a page: shapes alone, in the colour of the text, nothing that acts or fetches.

What is not on the list of shapes and attributes is left out, so that neither a flaw of the engraver nor an incipit made
on purpose can put a script, a style or an address of another host in a page.
"""

import re
from typing import Final

from lxml import etree

SVG: Final = "http://www.w3.org/2000/svg"
SHAPES: Final = frozenset(
    {"svg", "defs", "g", "path", "use", "rect", "ellipse", "polygon", "polyline", "text", "tspan"}
)
ATTRIBUTES: Final = frozenset(
    """viewBox width height x y x1 y1 x2 y2 cx cy rx ry d points transform fill-rule stroke-width stroke-linecap
    stroke-linejoin stroke-dasharray font-size text-anchor overflow""".split()  # noqa: SIM905  reads better
)
LARGEST_BYTES: Final = 400_000

_NUMBERS: Final = re.compile(r"[A-Za-z0-9 .,()%+-]*\Z")
_NAME: Final = re.compile(r"#?([A-Za-z][\w.-]{0,80})\Z")
_MARKS_OF_NO_SHAPE: Final = frozenset({"placeholder", "bounding-box"})


def cleaned(drawing: str, *, prefix: str) -> str:
    """The drawing with its names made unique on a page by `prefix`; empty when there is no music in it.

    Raises nothing: what cannot be read is no drawing.
    """
    if len(drawing) > LARGEST_BYTES:
        return ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(drawing.encode(), parser)
    except etree.XMLSyntaxError:
        return ""
    used = {
        found[1]
        for element in root.iter(f"{{{SVG}}}use")
        if (found := _NAME.match(_reference(element)))
    }
    copy = _copied(root, prefix=prefix, used=used)
    if copy is None or not copy.findall(f".//{{{SVG}}}use"):
        return ""
    for name in ("width", "height", "x", "y", "overflow"):
        copy.attrib.pop(name, "")
    etree.cleanup_namespaces(copy)
    return etree.tostring(copy, encoding="unicode")


def _copied(element: "etree._Element", *, prefix: str, used: set[str]) -> "etree._Element | None":
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    marks = set((element.get("class") or "").split())
    if name not in SHAPES or marks & _MARKS_OF_NO_SHAPE:
        return None
    copy = etree.Element(f"{{{SVG}}}{name}", nsmap={None: SVG})  # type: ignore[dict-item]  # the default one
    for attribute, value in element.attrib.items():
        if str(attribute) in ATTRIBUTES and _NUMBERS.match(str(value)):
            copy.set(attribute, value)
    identifier = element.get("id") or ""
    if identifier in used and _NAME.match(identifier):
        copy.set("id", f"{prefix}-{identifier}")
    if name == "use":
        target = _NAME.match(_reference(element))
        if target is None:
            return None
        copy.set("href", f"#{prefix}-{target[1]}")
    if name in {"text", "tspan"}:
        copy.text = element.text
    for child in element:
        if (kept := _copied(child, prefix=prefix, used=used)) is not None and _shows(kept):
            copy.append(kept)
    return copy


def _shows(element: "etree._Element") -> bool:
    """Whether it draws anything: engravers leave empty groups that mark bars and pages."""
    return etree.QName(element).localname not in {"g", "text", "tspan"} or bool(
        len(element) or (element.text or "").strip()
    )


def _reference(element: "etree._Element") -> str:
    return element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""
