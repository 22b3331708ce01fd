"""A description being written: lists that the blocks of a mapping append to, frozen when the record is read."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from portee.protocols.description import (
    Contribution,
    Description,
    Identifier,
    Incipit,
    Item,
    Location,
    Note,
    Performer,
    Publication,
    Relation,
    Subject,
    Term,
    Title,
    Years,
)
from portee.protocols.drafting.text import tidy
from portee.protocols.drafting.year import years_of_text

if TYPE_CHECKING:
    from portee.protocols.marc import DataField
    from portee.protocols.records import Remark


class Draft:
    """What has been read of one record so far. `leader` has 24 characters; `source` is its 003, `number` its 001."""

    __slots__ = (
        "agencies",
        "audiences",
        "contributions",
        "copies",
        "countries",
        "disciplines",
        "durations_seconds",
        "editions",
        "extents",
        "genres",
        "has_no_place",
        "identifiers",
        "incipits",
        "items",
        "keys",
        "languages",
        "leader",
        "levels",
        "locations",
        "notes",
        "number",
        "original_languages",
        "performers",
        "presentations",
        "publications",
        "relations",
        "remarks",
        "rights",
        "series",
        "source",
        "subjects",
        "titles",
        "types",
        "uncertain_years",
        "unmapped",
        "years",
    )

    def __init__(self, leader: str) -> None:
        self.leader = leader
        self.number = ""
        self.source = ""
        self.titles: list[Title] = []
        self.contributions: list[Contribution] = []
        self.identifiers: list[Identifier] = []
        self.types: list[Term] = []
        self.languages: list[Term] = []
        self.original_languages: list[Term] = []
        self.countries: list[Term] = []
        self.audiences: list[Term] = []
        self.levels: list[Term] = []
        self.disciplines: list[Term] = []
        self.genres: list[Term] = []
        self.keys: list[Term] = []
        self.performers: list[Performer] = []
        self.incipits: list[Incipit] = []
        self.subjects: list[Subject] = []
        self.publications: list[Publication] = []
        self.years: Years | None = None
        self.uncertain_years: Years | None = None
        """Years coded without saying of what: believed only when no statement says better."""
        self.editions: list[str] = []
        self.extents: list[str] = []
        self.presentations: list[str] = []
        self.durations_seconds: list[int] = []
        self.notes: list[Note] = []
        self.relations: list[Relation] = []
        self.series: list[tuple[Relation, bool]] = []
        """Series as the resource states them, and whether the record says that a link gives each of them better."""
        self.locations: list[Location] = []
        self.items: list[Item] = []
        self.copies: dict[str, Item] = {}
        """Items told in several fields, by the number that their fields share."""
        self.rights: list[str] = []
        self.agencies: list[str] = []
        self.unmapped: list[tuple[str, str]] = []
        self.remarks: list[Remark] = []
        self.has_no_place = False
        """Whether the field being read says nothing that the description has a place for."""

    def leave(self, place: str, value: str) -> None:
        """Keep what the mapping has no place for, so that nothing is lost in silence."""
        if value := tidy(value):
            self.unmapped.append((place, value))

    def leave_more(self, field: "DataField", code: str) -> None:
        """Keep the subfields of that code after the first, where a description has a place for one only."""
        more = field.all(code)[1:] if len(field.subfields) > 1 else ()
        for text in more:
            self.leave(f"{field.tag}${code}", text)

    def note(self, text: str, kind: str = "general") -> None:
        """Add a note that says something."""
        if text := tidy(text):
            self.notes.append(Note(text, kind))

    def _dated(self) -> Years | None:
        """Give the coded years, else those of the first statement that holds one."""
        if self.years is not None:
            return self.years
        for publication in self.publications:
            if publication.date and (years := years_of_text(publication.date)):
                return years
        return self.uncertain_years

    def _related(self) -> tuple[Relation, ...]:
        """Give the links, and the stated series that none of them tells already.

        A link to a series takes what only the statement it stands for says: number, ISSN. One statement and one link
        are of the same series when the record says so; otherwise titles tell.
        """
        if not self.series:
            return tuple(self.relations)
        links = self.relations
        series = [place for place, link in enumerate(links) if link.kind in ("series", "part-of")]
        are_alone = len(series) == len(self.series) == 1
        for stated, is_traced in self.series:
            titles = (stated.title.casefold(), stated.title.casefold().partition(" : ")[0])
            same = [p for p in series if links[p].title.casefold() in titles]
            if not same and is_traced and are_alone and links[series[0]].kind == "series":
                same = series
            if same:
                links[same[0]] = _completed(links[same[0]], stated)
            elif not (is_traced and series and _is_told(stated, [links[p] for p in series])):
                links.append(stated)
        return tuple(links)

    def finish(self) -> Description:
        """Freeze the draft. Publications told twice (210 and 214) count once."""
        return Description(
            titles=tuple(self.titles),
            contributions=tuple(dict.fromkeys(self.contributions)),
            identifiers=tuple(dict.fromkeys(self.identifiers)),
            types=tuple(self.types),
            languages=tuple(dict.fromkeys(self.languages)),
            original_languages=tuple(self.original_languages),
            countries=tuple(self.countries),
            audiences=tuple(self.audiences),
            levels=tuple(self.levels),
            disciplines=tuple(self.disciplines),
            genres=tuple(dict.fromkeys(self.genres)),
            keys=tuple(self.keys),
            performers=tuple(self.performers),
            incipits=tuple(self.incipits),
            subjects=tuple(self.subjects),
            publications=tuple(dict.fromkeys(self.publications)),
            years=self._dated(),
            edition=" ; ".join(self.editions),
            extent=" + ".join(self.extents),
            music_presentation=" ; ".join(self.presentations),
            durations_seconds=tuple(self.durations_seconds),
            notes=tuple(self.notes),
            relations=self._related(),
            locations=tuple(self.locations),
            items=(*self.items, *self.copies.values()),
            rights=tuple(self.rights),
            cataloguing_agency=self.agencies[0] if self.agencies else "",
            is_deleted=self.leader[5:6] == "d",
            unmapped=tuple(self.unmapped),
        )

    def copy(self, key: str, **said: str) -> None:
        """Add to the copy of that number what one field says of it; a later field does not undo an earlier one."""
        known = self.copies.get(key)
        if known is None:
            self.copies[key] = Item(**said)
            return
        news = {name: value for name, value in said.items() if value}
        for name, value in news.items():
            before = getattr(known, name)
            if name in ("statement", "note") and before and value not in before:
                news[name] = f"{before} ; {value}"
            elif before:
                news[name] = before
        self.copies[key] = replace(known, **news)


def _completed(link: Relation, stated: Relation) -> Relation:
    """Give a link the number and the ISSN of the statement that it stands for, where it has none."""
    has_issn = any(name.scheme == "issn" for name in link.identifiers)
    identifiers = link.identifiers if has_issn else (*link.identifiers, *stated.identifiers)
    return replace(link, number=link.number or stated.number, identifiers=identifiers)


def _is_told(stated: Relation, links: list[Relation]) -> bool:
    """Whether links under other titles say the number of a series that the record says it traces, if it has one."""
    return not stated.number or any(link.number == stated.number for link in links)
