"""Where a resource is kept and where it is read: `location`."""

from lxml import etree

from portee.protocols.description import Item, Location
from portee.protocols.mods.elements import first_text, found, text_of, texts
from portee.protocols.statements import web_address

_URL_KINDS = {"preview": "cover", "object in context": "full-text", "raw object": "full-text"}


def locations_of(element: etree._Element, media_type: str) -> list[Location]:
    """Give the addresses of one `location`."""
    given = []
    for one in found(element, "url"):
        if url := web_address(text_of(one)):
            kind = _URL_KINDS.get(one.get("access", ""), "full-text")
            label = one.get("displayLabel", "")
            given.append(Location(url, label, media_type, one.get("note", ""), kind))
    return given


def items_of(element: etree._Element) -> list[Item]:
    """Give the copies of one `location`, else the one holding that it states."""
    keeper = next(texts(element, "physicalLocation"), "")
    shelf = next(texts(element, "shelfLocator"), "")
    copies = [_copy(one, keeper, shelf) for one in found(element, "holdingSimple/copyInformation")]
    if copies:
        return copies
    return [Item(establishment=keeper, call_number=shelf)] if keeper or shelf else []


def _copy(element: etree._Element, keeper: str, shelf: str) -> Item:
    return Item(
        establishment=keeper,
        location=first_text(element, "subLocation"),
        call_number=first_text(element, "shelfLocator") or shelf,
        barcode=first_text(element, "itemIdentifier"),
        kind=first_text(element, "form"),
        note=" ; ".join(texts(element, "note")),
        statement=" ; ".join(texts(element, "enumerationAndChronology")),
    )
