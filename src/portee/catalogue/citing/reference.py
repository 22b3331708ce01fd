"""A resource as a reference: who made it, what it is called, where it was published."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from portee.catalogue.queries.resource_access import web_host
from portee.catalogue.vocabularies import Classification, vocabulary
from portee.protocols.description import (
    Contribution,
    Description,
    Publication,
    Relation,
    Title,
    Years,
)
from portee.protocols.reference import Person, Reference, ReferenceKind

KINDS: Final = {
    "score": ReferenceKind.SCORE,
    "dance-notation": ReferenceKind.SCORE,
    "sound-recording": ReferenceKind.SOUND,
    "video": ReferenceKind.VIDEO,
    "book": ReferenceKind.BOOK,
    "thesis": ReferenceKind.THESIS,
    "periodical": ReferenceKind.PERIODICAL,
    "article": ReferenceKind.ARTICLE,
    "manuscript": ReferenceKind.MANUSCRIPT,
    "archive-fonds": ReferenceKind.MANUSCRIPT,
    "image": ReferenceKind.IMAGE,
    "map": ReferenceKind.MAP,
    "course": ReferenceKind.WEBSITE,
    "platform": ReferenceKind.WEBSITE,
    "website": ReferenceKind.WEBSITE,
    "software": ReferenceKind.SOFTWARE,
    "game": ReferenceKind.SOFTWARE,
    "dataset": ReferenceKind.DATASET,
}
EDITORS: Final = frozenset(
    {"editor", "publishing-director", "compiler", "reviser", "curator", "fingering-editor"}
)
TRANSLATORS: Final = frozenset({"translator", "adapter"})
AUTHORS: Final = frozenset(
    """author composer lyricist librettist scenarist director stage-director choreographer photographer artist
    comic-artist illustrator cartographer dissertant creator video-maker programmer journalist interviewee performer
    concept-maker adapted-composer conductor singer vocalist instrumentalist""".split()  # noqa: SIM905  a paragraph
)
MOST_PEOPLE: Final = 500
_YEAR: Final = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_UNKNOWN: Final = re.compile(r"s\.? ?[lnd]\.?\Z", re.IGNORECASE)
"""« Sine loco », « sine nomine », « sine dato »."""
_MARKS: Final = " ,;:/[]()."


def reference_of(
    description: Description,
    classification: Classification,
    *,
    language: str,
    catalogue_address: str = "",
) -> Reference:
    """The reference of a resource, words in a language."""
    title = _title(description.titles)
    publication = _publication(description.publications)
    whole = _relation(description.relations, "part-of")
    series = _relation(description.relations, "series")
    kind = _kind(classification.type)
    if kind is not ReferenceKind.ARTICLE:
        # A volume of a set stands on its own, as in a series; an article stands in a whole.
        series, whole = series or whole, None
    numbers = {
        one.scheme: one.value for one in reversed(description.identifiers) if one.status == "valid"
    }
    return Reference(
        kind=kind,
        title=title.text,
        remainder=title.remainder,
        part=", ".join(said for said in (title.part_number, title.part_name) if said),
        people=tuple(_people(description.contributions))[:MOST_PEOPLE],
        container=whole.title if whole else "",
        container_number=whole.number if whole else "",
        edition=description.edition,
        series=series.title if series else "",
        series_number=series.number if series else "",
        place=_clean(publication.place),
        publisher=_clean(publication.name),
        year=_year(description, publication),
        extent=description.extent,
        isbn=numbers.get("isbn", ""),
        issn=numbers.get("issn", ""),
        ismn=numbers.get("ismn", ""),
        doi=numbers.get("doi", ""),
        address=_address(description),
        language=next(iter(classification.languages), ""),
        medium=vocabulary("type").label(classification.type, language),
        abstract=next((note.text for note in description.notes if note.kind == "summary"), ""),
        subjects=tuple(
            dict.fromkeys(
                " -- ".join((one.heading, *one.subdivisions))
                for one in description.subjects
                if one.kind != "classification"
            )
        )[:20],
        call_number=next((one.call_number for one in description.items if one.call_number), ""),
        catalogue_address=catalogue_address,
    )


def _kind(code: str) -> ReferenceKind:
    families = (code, *vocabulary("type").ancestors(code))
    return next((KINDS[one] for one in families if one in KINDS), ReferenceKind.OTHER)


def _title(titles: Sequence[Title]) -> Title:
    proper = next((one for one in titles if one.kind == "proper" and one.text), None)
    return proper or next((one for one in titles if one.text), Title(""))


def _publication(publications: Sequence[Publication]) -> Publication:
    """The publication, with the first date that any statement gives."""
    main = next((one for one in publications if one.kind == "publication"), None)
    return main or next(iter(publications), Publication())


def _relation(relations: Sequence[Relation], kind: str) -> Relation | None:
    return next((one for one in relations if one.kind == kind and one.title), None)


def _people(contributions: Sequence[Contribution]) -> Iterator[Person]:
    """Authors first: those who share the work, else those whose role is to make it; then editors, translators."""
    roles = {id(one): _roles(one) for one in contributions}
    present = [one for one in contributions if one.level != "mentioned"]
    makers = [one for one in present if one.level == "main"] or [
        one for one in present if roles[id(one)] & AUTHORS
    ]
    for one in makers:
        is_editor = bool(roles[id(one)] & EDITORS) and not roles[id(one)] & AUTHORS
        yield _person(one, "editor" if is_editor else "author")
    for one in present:
        if one not in makers:
            said = roles[id(one)]
            role = "editor" if said & EDITORS else "translator" if said & TRANSLATORS else "other"
            yield _person(one, role)


def _roles(one: Contribution) -> set[str]:
    words = vocabulary("relator")
    return {words.find(role) for role in one.roles} - {""}


def _person(one: Contribution, role: str) -> Person:
    if one.name.kind == "person":
        family, _comma, given = one.name.text.partition(", ")
        numeral = f" {one.name.numeration}" if one.name.numeration else ""
        return Person(family + numeral if not given else family, given, role)
    return Person(one.name.text, "", role)


def _year(description: Description, publication: Publication) -> str:
    """The year that the title page says; the span of years for what took several, or what is not sure."""
    stated: list[str] = _YEAR.findall(publication.date)
    years = description.years
    if years is None or years.first is None:
        return stated[0] if stated else _clean(publication.date)
    if years.last == years.first:
        return stated[0] if stated else f"{_about(years)}{years.first}"
    if years.last is None:
        return f"{stated[0] if stated else years.first}-"
    if stated and str(years.first) not in stated:
        return stated[0]
    return f"{_about(years)}{years.first}-{years.last}"


def _about(years: Years) -> str:
    return "" if years.certainty == "exact" else "ca "


def _address(description: Description) -> str:
    return next(
        (one.url for one in description.locations if one.kind == "full-text" and web_host(one.url)),
        "",
    )


def _clean(text: str) -> str:
    """Without the marks of ISBD around it: « [Paris] : » gives « Paris », « [S. l.] » gives nothing."""
    cleaned = text.strip(_MARKS)
    return "" if _UNKNOWN.match(cleaned) else cleaned
