"""Statements of the description: edition, presentation of music, publication, extent, series, parts of RISM.

Source: MARC 21 Bibliographic 250–300, 440, 490, 800–830; RISM, Guidelines for Muscat (590, 593).
"""

from collections.abc import Callable

from portee.protocols.description import Identifier, Publication, Relation, Term
from portee.protocols.drafting import Block, Draft, block, kind_of_publisher, tidy
from portee.protocols.marc import DataField
from portee.protocols.marc21.identifiers import RISM
from portee.protocols.marc21.punctuation import trim, trim_heading
from portee.protocols.schemes import Scheme

KINDS_264 = {"0": "production", "2": "distribution", "3": "manufacture", "4": "copyright"}
"""264 indicator 2; 1, blank and others are publication."""


def _edition(field: DataField, draft: Draft) -> None:
    if text := " / ".join(filter(None, map(trim, field.all("ab")))):
        draft.editions.append(text)


def _presentation(field: DataField, draft: Draft) -> None:
    for text in field.all("a"):
        if value := trim_heading(text):
            draft.presentations.append(value)


def _material(field: DataField, draft: Draft) -> None:
    draft.note(" ; ".join(filter(None, map(trim, field.all("abcdefg")))))


def _grouped(subfields: list[tuple[str, str]], place: str, name: str) -> list[tuple[str, str]]:
    """Give each name the places before it; a place after a name begins a group."""
    groups: list[tuple[str, str]] = []
    places: list[str] = []
    named = False
    for code, raw in subfields:
        if code not in (place, name):
            continue
        text = trim(raw)
        if not text:
            continue
        if code == name:
            groups.append((" ; ".join(places), text))
            named = True
        elif named:
            places, named = [text], False
        else:
            places.append(text)
    if places and not named:
        groups.append((" ; ".join(places), ""))
    return groups


def _published(field: DataField, draft: Draft) -> None:
    """Read 260 and 264: publication in $a $b $c, manufacture in $e $f $g."""
    kind = "publication"
    if field.tag == "264":
        kind = KINDS_264.get(field.indicators[1:2], kind)
    codes = (("a", "b", "c", kind), ("e", "f", "g", "manufacture"))
    for place_code, name_code, date_code, of_kind in codes:
        dates = filter(None, (_date(text) for text in field.all(date_code)))
        date = " ; ".join(dates)
        groups = _grouped(field.subfields, place_code, name_code)
        if not groups and date:
            groups = [("", "")]
        for place, name in groups:
            role = kind_of_publisher(name, of_kind)
            draft.publications.append(Publication(place.lstrip("("), name, date, role))


def _date(text: str) -> str:
    """Take the full stop and the bracket that close the field off a date."""
    date = trim(text)
    if date.endswith(")") and "(" not in date:
        date = date[:-1]
    closes = date[-2:-1].isdigit() or date[-2:-1] in ("]", "?")
    return date.removesuffix(".") if closes else date


BEFORE = {"a": " + ", "b": " : ", "c": " ; ", "e": " + ", "f": " ", "g": " "}
"""What ISBD writes before each part of the extent."""


def _extent(field: DataField, draft: Draft) -> None:
    extent = ""
    for code, raw in field.subfields:
        if code in BEFORE and (text := tidy(raw).rstrip(" /:;,=+")):
            extent = f"{extent}{BEFORE[code]}{text}" if extent else text
    if extent.endswith(("cm.", "mm.")):
        extent = extent[:-1]
    if extent:
        draft.extents.append(extent)


def _numbers(field: DataField) -> tuple[Identifier, ...]:
    return tuple(Identifier("issn", value) for text in field.all("x") if (value := trim(text)))


def _stated_series(field: DataField, draft: Draft) -> None:
    """Read 490: the series as the resource states it; indicator 1 says that an 8XX names it too."""
    number = " ; ".join(filter(None, map(trim, field.all("v"))))
    is_traced = field.indicators[:1] == "1"
    draft.has_no_place = not field.all("a")
    for text in field.all("a"):
        if title := trim(text):
            series = Relation("series", title, number, _numbers(field))
            draft.series.append((series, is_traced))


def _series(title_code: str) -> Callable[[DataField, Draft], None]:
    """Read 440 and 8XX: the series under its heading, with its author when it has one."""

    def read(field: DataField, draft: Draft) -> None:
        titles = (field.first(title_code), *field.all("np"))
        title = ". ".join(filter(None, (trim_heading(text).rstrip(" .-") for text in titles)))
        if not title:
            draft.has_no_place = True
            return
        if title_code == "t" and (author := trim_heading(field.first("a"))):
            title = f"{title} / {author}"
        number = " ; ".join(filter(None, (trim(text).rstrip(".") for text in field.all("v"))))
        draft.relations.append(Relation("series", title, number, _numbers(field)))

    return read


def _rism_material(field: DataField, draft: Draft) -> None:
    """Read 593 of RISM: manuscript, autograph or print."""
    draft.has_no_place = draft.source != RISM
    if draft.has_no_place:
        return
    for text in field.all("a"):
        if value := trim(text):
            draft.types.append(Term(Scheme.WORDS, text=value))


def _rism_parts(field: DataField, draft: Draft) -> None:
    """Read 590 and 595 of RISM: which parts there are, which roles are sung."""
    draft.has_no_place = draft.source != RISM
    if draft.has_no_place:
        return
    for text in field.all("ab"):
        draft.note(text, "general" if field.tag == "590" else "performers")


BLOCKS: dict[str, Block] = {
    "250": block(_edition, "ab"),
    "254": block(_presentation, "a"),
    "255": block(_material, "abcdefg"),
    "256": block(_material, "a"),
    "260": block(_published, "abcefg"),
    "264": block(_published, "abcefg"),
    "300": block(_extent, "abcefg"),
    "440": block(_series("a"), "anpvx"),
    "490": block(_stated_series, "avx"),
    "590": block(_rism_parts, "ab"),
    "593": block(_rism_material, "a"),
    "595": block(_rism_parts, "ab"),
    "800": block(_series("t"), "anptvx"),
    "810": block(_series("t"), "anptvx"),
    "811": block(_series("t"), "anptvx"),
    "830": block(_series("a"), "anpvx"),
}
