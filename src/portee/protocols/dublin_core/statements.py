"""What has been read so far of one description in Dublin Core, and the description that it makes."""

import re
from dataclasses import dataclass, field

from portee.protocols.description import (
    Contribution,
    Description,
    Identifier,
    Location,
    Note,
    Publication,
    Relation,
    Subject,
    Term,
    Title,
)
from portee.protocols.statements import first_years

_PLACE_AND_NAME = re.compile(r"\A(.+?)\s*\(([^()]+)\)\Z")


@dataclass(slots=True)
class Statements:
    """What has been read so far of one description."""

    titles: list[Title] = field(default_factory=list)
    contributions: list[Contribution] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    types: list[Term] = field(default_factory=list)
    languages: list[Term] = field(default_factory=list)
    audiences: list[Term] = field(default_factory=list)
    levels: list[Term] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    issued: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    copyrighted: list[str] = field(default_factory=list)
    extents: list[str] = field(default_factory=list)
    media_types: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    rights: list[str] = field(default_factory=list)
    unmapped: list[tuple[str, str]] = field(default_factory=list)

    def finish(self) -> Description:
        """Freeze what was read; what a record says twice counts once."""
        return _description(self)


def _description(found: Statements) -> Description:
    only_type = found.media_types[0] if len(set(found.media_types)) == 1 else ""
    locations = tuple(_typed(one, only_type) for one in dict.fromkeys(found.locations))
    told = {one.media_type for one in locations}
    untold = [("format", one) for one in dict.fromkeys(found.media_types) if one not in told]
    return Description(
        titles=tuple(dict.fromkeys(found.titles)),
        contributions=tuple(dict.fromkeys(found.contributions)),
        identifiers=tuple(dict.fromkeys(found.identifiers)),
        types=tuple(dict.fromkeys(found.types)),
        languages=tuple(dict.fromkeys(found.languages)),
        audiences=tuple(found.audiences),
        levels=tuple(found.levels),
        subjects=tuple(dict.fromkeys(found.subjects)),
        publications=_publications(found),
        years=next(filter(None, map(first_years, _dates_by_weight(found))), None),
        extent=" ; ".join(dict.fromkeys(found.extents)),
        notes=tuple(dict.fromkeys(found.notes)),
        relations=tuple(dict.fromkeys(found.relations)),
        locations=locations,
        rights=tuple(dict.fromkeys(found.rights)),
        unmapped=(*found.unmapped, *_other_dates(found), *untold),
    )


def _dates_by_weight(found: Statements) -> tuple[list[str], ...]:
    return (found.issued, found.dates, found.created, found.copyrighted)


def _date(found: Statements) -> str:
    """The date of the publication: what is said to be issued, else the first that tells anything."""
    return next((texts[0] for texts in _dates_by_weight(found) if texts), "")


def _other_dates(found: Statements) -> list[tuple[str, str]]:
    """Dates of publication after the first, which a publication has no place for."""
    said = dict.fromkeys([("issued", text) for text in found.issued])
    said |= dict.fromkeys([("date", text) for text in found.dates])
    return [(name, text) for name, text in said if text != _date(found)]


def _typed(location: Location, media_type: str) -> Location:
    """Give the media type of the record to the address of the document itself."""
    if location.media_type or location.kind != "full-text":
        return location
    return Location(location.url, location.label, media_type, location.access_note, location.kind)


def _publications(found: Statements) -> tuple[Publication, ...]:
    """Give the publishers with the first date; « Plon (Paris) » is a name and a place.

    When it was made and under whose rights are events of their own, with their own dates.
    """
    date = _date(found)
    publications = []
    for text in dict.fromkeys(found.publishers):
        parts = _PLACE_AND_NAME.match(text)
        name, place = (parts[1], parts[2]) if parts is not None else (text, "")
        publications.append(Publication(place=place, name=name, date=date))
    if date and not publications:
        publications.append(Publication(date=date))
    for kind, texts in (("production", found.created), ("copyright", found.copyrighted)):
        publications += [Publication(date=text, kind=kind) for text in texts if text != date]
    return tuple(dict.fromkeys(publications))
