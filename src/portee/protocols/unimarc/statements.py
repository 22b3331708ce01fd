"""Statements of the description: edition, presentation of music, publication, extent, series.

Source: UNIMARC Bibliographic 205–230.
"""

from portee.protocols.description import Identifier, Publication, Relation
from portee.protocols.drafting import Block, Draft, block, joined, kind_of_publisher, tidy
from portee.protocols.marc import DataField

KINDS_214 = {"1": "production", "2": "distribution", "3": "manufacture", "4": "copyright"}
"""214 indicator 2; 0, blank and others are publication."""


def _edition(field: DataField, draft: Draft) -> None:
    if text := joined(field.all("abdfg"), ", "):
        draft.editions.append(text)


def _presentation(field: DataField, draft: Draft) -> None:
    if text := joined(field.all("ad"), " = "):
        draft.presentations.append(text)


def _material(field: DataField, draft: Draft) -> None:
    """Read 206, 207, 230: scale, numbering of a serial, kind of file, kept as notes."""
    draft.note(joined((text for code, text in field.subfields if code.isalpha()), " ; "))


class _Groups:
    """Places, names and dates of 210 or 214 as they come: a place after a name begins a group."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self.names: list[str] = []
        self.closed: list[tuple[list[str], list[str]]] = []

    def place(self, text: str) -> None:
        if self.names:
            self.close()
        self.places.append(text)

    def close(self) -> None:
        if self.places or self.names:
            self.closed.append((self.places, self.names))
        self.places, self.names = [], []

    def publications(self, date: str, kind: str) -> list[Publication]:
        """Give each name its places, and the date that closes the statement."""
        self.close()
        told: list[Publication] = []
        for places, names in self.closed:
            place = " ; ".join(places)
            for name in names or [""]:
                told.append(Publication(place, name, date, kind_of_publisher(name, kind)))
        if not told and date:
            told.append(Publication(date=date, kind=kind))
        return told


def _published(field: DataField, draft: Draft) -> None:
    """Read 210 and 214: publication in $a $c $d, manufacture in $e $g $h."""
    made_by = _Groups()
    published = _Groups()
    dates: dict[str, list[str]] = {"d": [], "h": []}
    for code, raw in field.subfields:
        text = tidy(raw)
        if not text:
            continue
        if code in "ae":
            (published if code == "a" else made_by).place(text)
        elif code in "cg":
            (published if code == "c" else made_by).names.append(text)
        elif code in dates:
            dates[code].append(text)
    kind = (
        KINDS_214.get(field.indicators[1:2], "publication") if field.tag == "214" else "publication"
    )
    draft.publications += published.publications(" ; ".join(dates["d"]), kind)
    draft.publications += made_by.publications(" ; ".join(dates["h"]), "manufacture")


BEFORE = {"a": " + ", "c": " : ", "d": " ; ", "e": " + "}
"""What ISBD writes before each part of the extent."""


def _extent(field: DataField, draft: Draft) -> None:
    extent = ""
    for code, raw in field.subfields:
        if code in BEFORE and (text := tidy(raw)):
            extent = f"{extent}{BEFORE[code]}{text}" if extent else text
    if extent:
        draft.extents.append(extent)


def _series(field: DataField, draft: Draft) -> None:
    """Read 225; indicator 1 says when the series has an established form, which a link then gives."""
    title = joined(field.all("ahi"), ". ")
    if not title:
        draft.has_no_place = True
        return
    if rest := joined(field.all("e"), " : "):
        title = f"{title} : {rest}"
    issns = tuple(Identifier("issn", value) for text in field.all("x") if (value := tidy(text)))
    series = Relation("series", title, joined(field.all("v"), " ; "), issns)
    draft.series.append((series, field.indicators[:1] in ("0", "2")))


BLOCKS: dict[str, Block] = {
    "205": block(_edition, "abdfg"),
    "206": block(_material, "abcdef"),
    "207": block(_material, "az"),
    "208": block(_presentation, "ad"),
    "210": block(_published, "acdegh"),
    "214": block(_published, "acdegh"),
    "215": block(_extent, "acde"),
    "225": block(_series, "aehivx"),
    "230": block(_material, "a"),
}
