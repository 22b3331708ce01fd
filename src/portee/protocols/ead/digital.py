"""The digital objects of a component and the links of its text."""

from urllib.parse import urljoin

from lxml import etree

from portee.protocols.description import Location
from portee.protocols.ead.tree import children, local, text_of
from portee.protocols.statements import web_address

_XLINK = "{http://www.w3.org/1999/xlink}"
_MEDIA_TYPES = {
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
}
_LINKS_IN = (
    "otherfindaid",
    "relatedmaterial",
    "altformavail",
    "bibliography",
    "scopecontent",
    "odd",
)

LeftOut = tuple[tuple[str, str], ...]


def locations_of(element: etree._Element, base: str) -> tuple[tuple[Location, ...], LeftOut]:
    """Give the digital objects, then the links of the notes, and the links that lead nowhere without a `base`."""
    found: list[Location] = []
    left: list[tuple[str, str]] = []
    for group in children(element, "dao", "daogrp", "daoset"):
        label = next(
            (
                text
                for one in group.iter("{*}daodesc", "{*}descriptivenote")
                if (text := text_of(one))
            ),
            "",
        )
        for one in group.iter("{*}dao", "{*}daoloc"):
            if not (link := _link(one)):
                continue
            url = web_address(urljoin(base, link) if base else link)
            if url:
                title = (
                    one.get("title") or one.get(f"{_XLINK}title") or one.get("linktitle") or label
                )
                found.append(Location(url, title, _media_type(url)))
            else:
                left.append((local(one), link))
    for holder in children(element, *_LINKS_IN):
        for one in holder.iter("{*}extref", "{*}extptr", "{*}ref", "{*}ptr"):
            if url := web_address(_link(one)):
                found.append(Location(url, text_of(one), kind="related"))
    return tuple(dict.fromkeys(found)), tuple(left)


def _link(element: etree._Element) -> str:
    return (element.get("href") or element.get(f"{_XLINK}href") or "").strip()


def _media_type(url: str) -> str:
    ending = url.partition("?")[0].rpartition(".")[2].lower()
    return _MEDIA_TYPES.get(ending, "")
