"""The lines of « À propos »: forces, level, publication, language…; and the notes of a resource by kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portee.catalogue.queries.resource_identity import Link, coded_links, facet_value
from portee.catalogue.queries.resource_wording import duration, instrument
from portee.catalogue.vocabularies import Classification, vocabulary
from portee.protocols.description import Description, Note, Publication, Years

NOTES: Final[dict[str, str | Promise]] = {
    "responsibility": _("As the title page says it"),
    "performers": _("Performers"),
    "credits": _("Credits"),
    "recording": _("Recorded"),
    "thesis": _("Thesis"),
    "language": _("Languages, in words"),
    "audience": _("Readers, in words"),
    "duration": _("Duration, in words"),
    "system": _("What it needs"),
    "biography": _("Biography"),
    "history": _("History"),
    "provenance": _("Provenance"),
    "arrangement": _("Arrangement"),
    "acquisition": _("Acquisition"),
    "rights": _("Rights"),
    "general": _("Notes"),
}
"""Kinds of notes in the order of the page; summaries and contents have a place of their own."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: its name, and values that may lead to a search. `name` is that of its vocabulary, if it has one."""

    name: str
    label: str | Promise
    values: Sequence[Link]


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """The notes of one kind."""

    label: str | Promise
    texts: Sequence[str]


def facts_of(
    description: Description, classification: Classification, *, language: str
) -> list[Fact]:
    """The lines that say something, in the order people choose by."""
    said = classification
    lines: tuple[tuple[str, str | Promise, Iterable[Link]], ...] = (
        ("instrument", _("Instruments and voices"), _forces(said, language)),
        ("level", _("Level"), _coded("level", said.levels, language)),
        ("audience", _("Audience"), _coded("audience", said.audiences, language)),
        ("discipline", _("Discipline"), _coded("discipline", said.disciplines, language)),
        ("genre", _("Genre or form"), _genres(said, language)),
        ("key", pgettext_lazy("music", "Key"), _labels("key", said.keys, language)),
        ("", _("Duration"), _plain(map(duration, description.durations_seconds))),
        ("language", _("Language"), _languages(said.languages, language)),
        ("", _("Publication"), _plain(_published(description))),
        ("", _("Edition"), _plain([description.edition])),
        ("", _("Date"), _plain(_dates_alone(description))),
        ("", _("Extent"), _plain([description.extent])),
        ("", _("Presentation of the music"), _plain([description.music_presentation])),
        ("", _("Place in the collection"), _plain([" › ".join(description.path)])),
        ("", _("Rights"), _plain(description.rights)),
    )
    facts = [Fact(name, label, tuple(values)) for name, label, values in lines]
    return [fact for fact in facts if fact.values]


def notes_of(notes: Sequence[Note]) -> tuple[list[str], list[str], list[NoteGroup]]:
    """Summaries, contents, and the other notes by kind; each text once."""
    kinds: dict[str, dict[str, None]] = {}
    for note in notes:
        kinds.setdefault(note.kind, {})[note.text.strip()] = None
    summaries = list(kinds.pop("summary", {}))
    contents = list(kinds.pop("contents", {}))
    known = {kind: tuple(kinds.pop(kind)) for kind in NOTES if kind in kinds}
    others = tuple(text for texts in kinds.values() for text in texts)
    if others:
        known["general"] = (*known.get("general", ()), *others)
    return summaries, contents, [NoteGroup(NOTES[kind], texts) for kind, texts in known.items()]


def publication_line(one: Publication) -> str:
    """« Paris : Hamelle, 1883 »."""
    place = " : ".join(said for said in (one.place, one.name) if said)
    return ", ".join(said for said in (place, one.date) if said)


def years_line(years: Years | None) -> str:
    """« 1883 », « vers 1720 », « 1701–1750 », « avant 1800 »."""
    if years is None or (years.first is None and years.last is None):
        return ""
    bounds = [str(year) if year is not None else "…" for year in (years.first, years.last)]
    line = bounds[0] if bounds[0] == bounds[1] else "–".join(bounds)
    if years.certainty == "approximate":
        return str(_("about %(years)s")) % {"years": line}
    return f"{line} (?)" if years.certainty == "doubtful" else line


def _forces(classification: Classification, language: str) -> Iterator[Link]:
    for code, count in classification.instruments:
        value = facet_value("instrument", code)
        text = instrument(code, count, language=language)
        yield Link(text[:1].upper() + text[1:], urlencode({"instrument": value}), value)


def _genres(classification: Classification, language: str) -> Iterator[Link]:
    """Genres have no facet: their words are indexed as labels, and searched as words."""
    for link in coded_links("genre", classification.genres, facet="q", language=language):
        yield Link(link.text, urlencode({"q": f'"{link.text}"'}))


def _coded(name: str, codes: Iterable[str], language: str) -> list[Link]:
    return coded_links(name, codes, facet=name, language=language)


def _languages(codes: Iterable[str], language: str) -> Iterator[Link]:
    """Languages stand in no families: their codes alone are in addresses."""
    words = vocabulary("language")
    for code in dict.fromkeys(codes):
        yield Link(words.label(code, language), urlencode({"language": code}))


def _published(description: Description) -> Iterator[str]:
    """Who published it and where; a manuscript, whose statement is a date alone, was published by nobody."""
    return (publication_line(one) for one in description.publications if one.place or one.name)


def _dates_alone(description: Description) -> list[str]:
    """The dates, where no publication says them: as the source writes them, else its years."""
    if any(one.place or one.name for one in description.publications):
        return []
    stated = [one.date for one in description.publications if one.date]
    return stated or [years_line(description.years)]


def _labels(name: str, codes: Iterable[str], language: str) -> Iterator[Link]:
    return (Link(link.text) for link in coded_links(name, codes, facet="q", language=language))


def _plain(texts: Iterable[str]) -> Iterator[Link]:
    return (Link(text) for text in dict.fromkeys(texts) if text)
