"""A resource as search engines read it: schema.org in JSON-LD.

Source: schema.org, types CreativeWork and below; W3C Schema Bib Extend, holdings as offers.
"""

import json
from typing import Any, Final

from portee.catalogue import api as catalogue
from portee.portal.organisation import current_organisation

TYPES: Final = (
    ("audiobook", "Audiobook"),
    ("thesis", "Thesis"),
    ("comic", "Book"),
    ("book", "Book"),
    ("score", "SheetMusic"),
    ("music-recording", "MusicRecording"),
    ("sound-recording", "AudioObject"),
    ("video", "VideoObject"),
    ("periodical", "Periodical"),
    ("article", "Article"),
    ("manuscript", "Manuscript"),
    ("archive-fonds", "ArchiveComponent"),
    ("photograph", "Photograph"),
    ("painting", "Painting"),
    ("drawing", "Drawing"),
    ("poster", "Poster"),
    ("image", "ImageObject"),
    ("map", "Map"),
    ("course", "Course"),
    ("website", "WebSite"),
    ("software", "SoftwareApplication"),
    ("dataset", "Dataset"),
)
"""Families of types of document, the more precise first; anything else is a creative work."""

MOST: Final = 50
_ESCAPES: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def structured_data(sheet: catalogue.ResourceSheet, reference: catalogue.Reference) -> str:
    """The script's text; nothing in it can end the script, whatever a record holds."""
    data = {"@context": "https://schema.org", **_described(sheet, reference)}
    return json.dumps(_without_nothing(data), ensure_ascii=False).translate(_ESCAPES)


def _described(sheet: catalogue.ResourceSheet, reference: catalogue.Reference) -> dict[str, Any]:
    base = current_organisation().base_url
    kind = next((name for family, name in TYPES if family in sheet.families), "CreativeWork")
    return {
        "@type": kind,
        "@id": base + sheet.url,
        "url": base + sheet.url,
        "name": sheet.title.text if sheet.title else sheet.type_label,
        "alternativeHeadline": sheet.title.remainder if sheet.title else "",
        "author": [_person(one) for one in sheet.contributors if one.is_main][:MOST],
        "contributor": [_person(one) for one in sheet.contributors if not one.is_main][:MOST],
        "description": next(iter(sheet.summaries), "") or sheet.sentence,
        "inLanguage": list(sheet.classification.languages),
        "datePublished": reference.year if reference.year.isdecimal() else "",
        "publisher": {"@type": "Organization", "name": reference.publisher}
        if reference.publisher
        else None,
        "bookEdition": reference.edition if kind == "Book" else "",
        "isbn": reference.isbn if kind in {"Book", "Audiobook"} else "",
        "issn": reference.issn if kind == "Periodical" else "",
        "genre": [
            link.text for fact in sheet.facts if fact.name == "genre" for link in fact.values
        ],
        "about": [link.text for link in sheet.subjects][:MOST],
        "educationalLevel": [
            link.text for fact in sheet.facts if fact.name == "level" for link in fact.values
        ],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": str(one.label), "value": one.value}
            for one in sheet.identifiers
        ][:MOST],
        "isPartOf": [_work(one) for one in _related(sheet, "part-of")],
        "hasPart": [_work(one) for one in _related(sheet, "has-part")],
        "associatedMedia": [
            {"@type": "MediaObject", "contentUrl": one.url}
            for one in sheet.accesses
            if one.is_whole
        ][:MOST],
        "offers": [_offer(one, base) for one in sheet.holdings if one.establishment][:MOST],
    }


def _person(one: catalogue.Contributor) -> dict[str, str]:
    return {"@type": "Organization" if one.is_body else "Person", "name": one.name}


def _related(sheet: catalogue.ResourceSheet, kind: str) -> list[catalogue.RelatedTitle]:
    return [one for group in sheet.relations if group.kind == kind for one in group.titles][:MOST]


def _work(one: catalogue.RelatedTitle) -> dict[str, str]:
    url = current_organisation().base_url + one.url if one.url else ""
    return {"@type": "CreativeWork", "name": one.title, "url": url}


def _offer(one: catalogue.HoldingLine, base: str) -> dict[str, Any]:
    """A holding, as libraries say it to search engines: something offered by whoever has it, to be borrowed."""
    assert one.establishment is not None  # noqa: S101  the caller keeps those of the network alone
    return {
        "@type": "Offer",
        "businessFunction": "http://purl.org/goodrelations/v1#LeaseOut",
        "offeredBy": {
            "@type": "Organization",
            "name": one.establishment.full_name,
            "url": f"{base}/etablissement/{one.establishment.code}/",
        },
        "sku": next((copy.call_number for copy in one.copies if copy.call_number), ""),
    }


def _without_nothing(value: Any) -> Any:
    """The same without what is empty: an empty property says something wrong."""
    if isinstance(value, dict):
        kept = {name: _without_nothing(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if one not in ("", None, [], {})}
    return [_without_nothing(one) for one in value] if isinstance(value, list) else value
