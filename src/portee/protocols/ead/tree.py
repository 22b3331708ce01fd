"""The tree of one record of a finding aid: which element it is about, what is around it, the text of an element."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from portee.protocols.ead.cutting import COMPONENTS
from portee.protocols.statements import plain, plain_lines

READ_PAST = {
    "audience=internal": "what an archive writes for its own staff, and asks not to be shown (EAD 3, @audience)",
}
"""What no description repeats, and why: it stays in the bytes that are kept."""
_BREAKS = frozenset(("p", "lb", "item", "head", "chronitem", "row", "entry", "defitem", "bibref"))


class Component(NamedTuple):
    """The component that a record is about, and the components around it, outermost first."""

    element: etree._Element
    around: tuple[etree._Element, ...]
    eadid: str
    agency: str


def local(element: etree._Element) -> str:
    """Give the name of an element without its namespace."""
    tag = str(element.tag)
    return tag.rpartition("}")[2]


def component_of(root: etree._Element) -> Component | None:
    """Find the innermost component of what `cut` gave; None when there is none."""
    path = [element for element in root.iter(etree.Element) if local(element) in COMPONENTS]
    if not path:
        return None
    eadid = agency = ""
    for element in root.iter("{*}eadid", "{*}recordid"):
        eadid = eadid or plain(element.text or "") or element.get("identifier", "")
        agency = agency or element.get("mainagencycode", "")
    for element in root.iter("{*}agencycode"):
        agency = agency or plain(element.text or "")
    return Component(path[-1], tuple(path[:-1]), eadid, agency)


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Give the elements of these names that a component holds, in its `did` or beside it, but the internal ones."""
    for child in element:
        name = local(child)
        if name == "did":
            yield from children(child, *names)
        elif name in names and child.get("audience") != "internal":
            yield child


def lines_of(element: etree._Element) -> str:
    """Give the text of an element, a paragraph a line."""
    return plain_lines("".join(_pieces(element)))


def text_of(element: etree._Element) -> str:
    """Give the text of an element on one line."""
    return plain(" ".join("".join(_pieces(element)).split("\r")))


def _pieces(element: etree._Element) -> Iterator[str]:
    if element.get("audience") == "internal":
        return
    if local(element) in _BREAKS:
        yield "\r"
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if local(element) in _BREAKS:
        yield "\r"


def handed_down(component: Component, *names: str) -> Iterator[etree._Element]:
    """Give the elements of these names of the component itself, else of the nearest one around that has any text."""
    for element in (component.element, *reversed(component.around)):
        found = [
            one
            for one in children(element, *names)
            if text_of(one) or one.get("normal") or len(one)
        ]
        if found:
            yield from found
            return
