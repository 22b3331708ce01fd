"""A description and its classification as lines that people read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portee.catalogue.reading.headline import title_text
from portee.catalogue.vocabularies import Classification, vocabulary
from portee.protocols.description import (
    Contribution,
    Description,
    Item,
    Performer,
    Publication,
    Subject,
    Term,
    Years,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One part of a description: `name` is that of the field, `lines` are what it says."""

    name: str
    label: str | Promise
    lines: Sequence[str]


LABELS: Final[dict[str, str | Promise]] = {
    "type": _("Type of document"),
    "titles": _("Titles"),
    "contributions": _("Contributors"),
    "publications": _("Publication"),
    "years": _("Years"),
    "edition": _("Edition statement"),
    "extent": _("Extent"),
    "music_presentation": _("Presentation of the music"),
    "durations_seconds": _("Duration"),
    "identifiers": _("Identifiers"),
    "languages": _("Languages"),
    "original_languages": _("Original languages"),
    "countries": _("Countries"),
    "audiences": _("Audiences"),
    "levels": _("Levels"),
    "disciplines": _("Disciplines"),
    "genres": _("Genres and forms"),
    "instruments": _("Instruments and voices"),
    "performers": _("Medium of performance, as written"),
    "keys": pgettext_lazy("music", "Keys"),
    "incipits": _("Incipits"),
    "subjects": _("Subjects"),
    "notes": _("Notes"),
    "relations": _("Related resources"),
    "locations": _("Web addresses"),
    "items": _("Copies"),
    "rights": _("Rights"),
    "path": _("Place in the collection"),
    "cataloguing_agency": _("Catalogued by"),
    "types": _("Type, as written"),
    "is_deleted": _("Deleted by its source"),
    "unmapped": _("Left out"),
}
"""Parts of a description and of a classification, in the order of a page."""

_CLASSIFIED: Final = {
    "type": "type",
    "languages": "language",
    "countries": "country",
    "audiences": "audience",
    "levels": "level",
    "disciplines": "discipline",
    "genres": "genre",
    "keys": "key",
}
"""Parts that our vocabularies say, with the name of each."""


def said_by(description: Description, classification: Classification) -> list[Said]:
    """Everything a record says, part by part; parts that say nothing are left out."""
    said = []
    for name, label in LABELS.items():
        lines = [line for line in _lines(name, description, classification) if line]
        if lines:
            said.append(Said(name, label, lines))
    return said


def label_of(part: str) -> str | Promise:
    """The name of a part, for people."""
    return LABELS.get(part, part)


def _lines(name: str, description: Description, classification: Classification) -> Iterator[str]:
    if name in _CLASSIFIED:
        codes = getattr(classification, name)
        yield from _labels(_CLASSIFIED[name], [codes] if isinstance(codes, str) else codes)
    elif name == "instruments":
        yield from _forces(classification)
    elif name in _WRITERS:
        yield from _WRITERS[name](description)
    else:
        value = getattr(description, name)
        yield from [value] if isinstance(value, str) else map(str, value or ())


def _labels(name: str, codes: Iterable[str]) -> Iterator[str]:
    words = vocabulary(name)
    for code in codes:
        yield words.label(code, get_language() or "fr")


def _forces(classification: Classification) -> Iterator[str]:
    for code, count in classification.instruments:
        (label,) = _labels("instrument", [code])
        yield f"{label} ({count})" if count else label


def _term(term: Term) -> str:
    if not term.code:
        return term.text
    return f"{term.text or term.code} ({term.scheme} {term.code})"


def _contribution(one: Contribution) -> str:
    name = f"{one.name.text} ({one.name.dates})" if one.name.dates else one.name.text
    roles = vocabulary("relator")
    said = [
        roles.label(code, get_language() or "fr") if (code := roles.find(role)) else _term(role)
        for role in one.roles
    ]
    return " · ".join([name, *said])


def _performer(one: Performer) -> str:
    return f"{_term(one.term)} × {one.count}" if one.count else _term(one.term)


def _subject(one: Subject) -> str:
    heading = " -- ".join((one.heading, *one.subdivisions))
    return f"{heading} ({one.scheme})" if one.scheme else heading


def _publication(one: Publication) -> str:
    place = " : ".join(said for said in (one.place, one.name) if said)
    return ", ".join(said for said in (place, one.date) if said)


def _years(years: Years | None) -> Iterator[str]:
    if years is not None:
        bounds = [str(year) if year is not None else "…" for year in (years.first, years.last)]
        yield bounds[0] if bounds[0] == bounds[1] else " – ".join(bounds)


def _duration(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"


def _item(one: Item) -> str:
    said = (
        one.establishment,
        one.collection,
        one.location,
        one.call_number,
        one.barcode,
        one.kind,
        one.statement,
        one.loan,
        one.availability,
        one.note,
    )
    return " · ".join(part for part in said if part)


_WRITERS: Final[dict[str, Callable[[Description], Iterable[str]]]] = {
    "titles": lambda d: (title_text(title) for title in d.titles),
    "contributions": lambda d: map(_contribution, d.contributions),
    "publications": lambda d: map(_publication, d.publications),
    "years": lambda d: _years(d.years),
    "durations_seconds": lambda d: map(_duration, d.durations_seconds),
    "identifiers": lambda d: (f"{one.scheme} {one.value}" for one in d.identifiers),
    "original_languages": lambda d: map(_term, d.original_languages),
    "performers": lambda d: map(_performer, d.performers),
    "incipits": lambda d: (f"{one.caption} {one.notation}".strip() for one in d.incipits),
    "subjects": lambda d: map(_subject, d.subjects),
    "notes": lambda d: (note.text for note in d.notes),
    "relations": lambda d: (f"{one.title} {one.number}".strip() for one in d.relations),
    "locations": lambda d: (one.url for one in d.locations),
    "items": lambda d: map(_item, d.items),
    "path": lambda d: (" › ".join(d.path),),
    "types": lambda d: map(_term, d.types),
    "is_deleted": lambda d: (str(_("Yes")),) if d.is_deleted else (),
    "unmapped": lambda d: (f"{place} {value}" for place, value in d.unmapped),
}
