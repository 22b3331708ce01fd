"""Where the text of a cell goes, by the target that its column has."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from portee.protocols.description import (
    Contribution,
    Description,
    Identifier,
    Item,
    Location,
    Performer,
    Publication,
    Relation,
    Subject,
    Term,
    Title,
)
from portee.protocols.drafting import Draft
from portee.protocols.drafting.local import ADD, ITEM_TARGETS
from portee.protocols.schemes import Scheme
from portee.protocols.statements import (
    first_years,
    identifier_of,
    language_term,
    name_of,
    split_title,
    web_address,
)

_ROLES = {
    "composer": "cmp",
    "author": "aut",
    "arranger": "arr",
    "lyricist": "lyr",
    "performer": "prf",
    "illustrator": "ill",
    "translator": "trl",
    "contributor": "",
}
_MAIN = frozenset(("composer", "author"))
_NUMBERS = frozenset(("isbn", "ismn", "issn", "ean"))
_PLACE_NAME_DATE = re.compile(r"\A(.+?)\s+: (.+?)(?:, ([^,]*\d{2}[^,]*))?\.?\Z")
_PARTS_OF_FORCES = re.compile(r"\s*(?:[;,+/&\n]|\bet\b|\band\b)\s*")
_COUNTED = re.compile(r"\A(\d{1,3})\s*(?:x\s+)?([^\d\s].*)\Z")
_COUNTED_AFTER = re.compile(r"\A(.*\S)\s*\((\d{1,3})\)\Z")
_DURATION = re.compile(
    r"\A(?:(\d{1,2})\s*(?:h|:(?=\d+:)))?\s*(\d{1,3})\s*(?:['’′:]|mn|min)\s*(?:(\d{1,2})\s*(?:''|[\"″]|s)?)?\Z"
)


@dataclass(slots=True)
class Reading:
    """What has been read so far of one row; its cells make one publication and one copy."""

    separator: str
    draft: Draft = field(default_factory=lambda: Draft(""))
    identifier: str = ""
    subtitle: str = ""
    part_number: str = ""
    publication: dict[str, str] = field(default_factory=dict)
    copy: dict[str, str] = field(default_factory=dict)

    def finish(self) -> Description:
        """Freeze what was read."""
        draft = self.draft
        if self.publication:
            draft.publications.insert(0, Publication(**self.publication))
        if self.copy:
            draft.items.append(Item(**self.copy))
        if self.subtitle or self.part_number:
            draft.titles = [self._completed(title) for title in draft.titles]
        draft.years = first_years(one.date for one in draft.publications)
        return draft.finish()

    def _completed(self, title: Title) -> Title:
        if title.kind != "proper":
            return title
        remainder = self.subtitle or title.remainder
        return Title(title.text, title.kind, remainder, self.part_number or title.part_number)

    def parts(self, text: str) -> list[str]:
        """Give the several values of one cell."""
        if self.separator not in text and "\n" not in text:
            return [text]
        lines = (
            text.replace(self.separator, "\n").split("\n") if self.separator else text.split("\n")
        )
        return [part for line in lines if (part := line.strip())]


def put(reading: Reading, place: str, target: str, text: str) -> None:
    """Put the text of one cell where its target says."""
    handler = _HANDLERS.get(target)
    if handler is not None:
        handler(reading, text)
    elif target in _ROLES:
        _contributors(reading, target, text)
    elif target in _NUMBERS:
        for part in reading.parts(text):
            known = identifier_of(part)
            reading.draft.identifiers.append(known or Identifier(target, part))
    elif target in ITEM_TARGETS:
        reading.copy.setdefault(ITEM_TARGETS[target], text)
    elif target in ("publication_place", "date"):
        reading.publication.setdefault("place" if target != "date" else "date", text)
    elif (add := ADD.get(target)) is not None:
        for part in reading.parts(text):
            add(reading.draft, part)
    else:
        reading.draft.leave(place, text)


def _title(reading: Reading, text: str) -> None:
    title, remainder, responsibility = split_title(" ".join(text.split("\n")))
    kind = "variant" if any(one.kind == "proper" for one in reading.draft.titles) else "proper"
    reading.draft.titles.append(Title(title, kind, remainder))
    reading.draft.note(responsibility, "credits")


def _contributors(reading: Reading, target: str, text: str) -> None:
    code = _ROLES[target]
    for part in reading.parts(text):
        name, stated = name_of(part)
        roles = (Term(Scheme.MARC_RELATOR, code),) if code else stated
        level = "main" if target in _MAIN else "other"
        reading.draft.contributions.append(Contribution(name, roles, level))


def _instruments(reading: Reading, text: str) -> None:
    """Read « 2 flûtes, piano » as the lines of the forces."""
    for part in _PARTS_OF_FORCES.split(text):
        if not part:
            continue
        counted = _COUNTED.match(part)
        after = _COUNTED_AFTER.match(part)
        count, words = None, part
        if counted is not None:
            count, words = int(counted[1]), counted[2]
        elif after is not None:
            count, words = int(after[2]), after[1]
        reading.draft.performers.append(Performer(Term(Scheme.WORDS, text=words), count))


def is_publication(text: str) -> bool:
    """Whether a text is a place, a publisher and a date as catalogues write them."""
    parts = _PLACE_NAME_DATE.match(text)
    return parts is not None and parts[3] is not None


def _publisher(reading: Reading, text: str) -> None:
    """Read a name, or « Paris : Didier Jeunesse, 2016 » as catalogues write it."""
    parts = _PLACE_NAME_DATE.match(text)
    if parts is None:
        reading.publication.setdefault("name", text)
        return
    reading.publication.setdefault("place", parts[1].strip())
    reading.publication.setdefault("name", parts[2].strip())
    if parts[3]:
        reading.publication.setdefault("date", parts[3].strip())


def _languages(reading: Reading, text: str) -> None:
    for part in re.split(r"[;,/\n]", text):
        if (term := language_term(part)) is not None:
            reading.draft.languages.append(term)


def _duration(reading: Reading, text: str) -> None:
    """Read « 4'30 », « 4:30 », « 1h02:10 » as seconds; anything else is a note."""
    found = _DURATION.match(text)
    if found is None:
        reading.draft.note(text, "duration")
        return
    hours, minutes, seconds = (int(number or 0) for number in found.groups())
    reading.draft.durations_seconds.append(hours * 3600 + minutes * 60 + seconds)


def _url(reading: Reading, text: str) -> None:
    if url := web_address(text):
        reading.draft.locations.append(Location(url))
    else:
        reading.draft.leave("url", text)


def _identifier(reading: Reading, text: str) -> None:
    reading.identifier = reading.identifier or text


def _into(name: str) -> Callable[[Reading, str], None]:
    def into(reading: Reading, text: str) -> None:
        setattr(reading, name, getattr(reading, name) or text)

    return into


_HANDLERS: dict[str, Callable[[Reading, str], None]] = {
    "title": _title,
    "subtitle": _into("subtitle"),
    "part_number": _into("part_number"),
    "instrument": _instruments,
    "publisher": _publisher,
    "language": _languages,
    "duration": _duration,
    "url": _url,
    "identifier": _identifier,
    "classification": lambda reading, text: reading.draft.subjects.append(
        Subject(text, "classification")
    ),
    "series": lambda reading, text: reading.draft.relations.append(Relation("series", text)),
    "note": lambda reading, text: reading.draft.note(text),
    "summary": lambda reading, text: reading.draft.note(text, "summary"),
    "contents": lambda reading, text: reading.draft.note(text, "contents"),
}
