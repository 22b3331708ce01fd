"""Where, by whom and when: `originInfo`."""

from dataclasses import dataclass, field

from lxml import etree

from portee.protocols.description import Publication, Term, Years
from portee.protocols.mods.elements import first_text, found, text_of, texts
from portee.protocols.schemes import Scheme
from portee.protocols.statements import years_of

_KINDS = {
    "publication": "publication",
    "distribution": "distribution",
    "manufacture": "manufacture",
    "production": "production",
    "copyright": "copyright",
    "copyright notice": "copyright",
}
_DATES = ("dateIssued", "dateCreated", "copyrightDate", "dateOther")
_CERTAINTIES = {"approximate": "approximate", "inferred": "approximate", "questionable": "doubtful"}


@dataclass(slots=True)
class Origin:
    """What the events of one resource say."""

    publications: list[Publication] = field(default_factory=list)
    countries: list[Term] = field(default_factory=list)
    editions: list[str] = field(default_factory=list)
    years: Years | None = None


def read_event(origin: Origin, element: etree._Element) -> None:
    """Read one `originInfo`; the first date that holds a year gives the years, issued before created before others."""
    places = []
    for term in found(element, "place/placeTerm"):
        text = text_of(term)
        if term.get("type") == "code":
            is_iso = term.get("authority", "").startswith("iso3166")
            scheme = Scheme.ISO_3166 if is_iso else Scheme.MARC_COUNTRY
            origin.countries.append(Term(scheme, text.lower()))
        elif text:
            places.append(text)
    names = list(texts(element, "publisher")) or list(texts(element, "agent/namePart"))
    date = _date_as_written(element)
    kind = _KINDS.get(element.get("eventType", "").lower(), "publication")
    if kind == "publication" and not names and not list(found(element, "dateIssued")):
        kind = "production" if list(found(element, "dateCreated")) else kind
    if places or names or date:
        place = " ; ".join(places)
        origin.publications += [Publication(place, name, date, kind) for name in names or [""]]
    origin.editions += texts(element, "edition")
    if origin.years is None:
        origin.years = _years(element)


def _date_as_written(element: etree._Element) -> str:
    """Give the date in words when there is one, else the coded one, a span with a dash."""
    for name in _DATES:
        dates = list(found(element, name))
        words = [text_of(one) for one in dates if not one.get("encoding") and not one.get("point")]
        if any(words):
            return next(filter(None, words))
        points = [text_of(one) for one in dates]
        if any(points):
            return "-".join(points) if len(points) > 1 and dates[0].get("point") else points[0]
    return first_text(element, "displayDate")


def _years(element: etree._Element) -> Years | None:
    for name in _DATES:
        dates = list(found(element, name))
        coded = [one for one in dates if one.get("encoding") or one.get("point")] or dates
        start = next((one for one in coded if one.get("point") == "start"), None)
        end = next((one for one in coded if one.get("point") == "end"), None)
        years = _span(start, end) if start is not None else _first(coded)
        if years is not None:
            return years
    return None


def _first(dates: list[etree._Element]) -> Years | None:
    for one in dates:
        if (years := years_of(text_of(one))) is not None:
            return Years(
                years.first, years.last, _CERTAINTIES.get(one.get("qualifier", ""), years.certainty)
            )
    return None


def _span(start: etree._Element, end: etree._Element | None) -> Years | None:
    """Read a span of two dates; without a second one, or with `9999`, it goes on."""
    first = years_of(text_of(start))
    if first is None:
        return None
    last = years_of(text_of(end)) if end is not None else None
    certainty = _CERTAINTIES.get(start.get("qualifier", ""), first.certainty)
    return Years(first.first, last.last if last is not None else None, certainty)
