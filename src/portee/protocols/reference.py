"""A resource as somebody cites it: what RIS, BibTeX and styles of citation have in common.

Plain text without codes. What a library knows beyond that (forces, subjects in their lists, copies) stays in
`description`.
"""

from enum import StrEnum

import msgspec


class ReferenceKind(StrEnum):
    """What is cited, as the formats of references tell things apart."""

    BOOK = "book"
    SCORE = "score"
    SOUND = "sound"
    VIDEO = "video"
    ARTICLE = "article"
    THESIS = "thesis"
    PERIODICAL = "periodical"
    MANUSCRIPT = "manuscript"
    IMAGE = "image"
    MAP = "map"
    WEBSITE = "website"
    SOFTWARE = "software"
    DATASET = "dataset"
    OTHER = "other"


class Person(msgspec.Struct, frozen=True, gc=False):
    """A person by `family` and `given` names, or a body by `family` alone.

    `role` is author, editor, translator or other.
    """

    family: str
    given: str = ""
    role: str = "author"

    @property
    def is_body(self) -> bool:
        """Whether the name is one that cannot be inverted."""
        return not self.given


class Reference(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is cited. `year` and `extent` are as written; `address` is where it opens, empty for a thing of paper.

    `medium` is a word for the kind of document, `container` the journal or the whole it is in.
    """

    kind: ReferenceKind
    title: str
    remainder: str = ""
    part: str = ""
    people: tuple[Person, ...] = ()
    container: str = ""
    container_number: str = ""
    edition: str = ""
    series: str = ""
    series_number: str = ""
    place: str = ""
    publisher: str = ""
    year: str = ""
    extent: str = ""
    isbn: str = ""
    issn: str = ""
    ismn: str = ""
    doi: str = ""
    address: str = ""
    language: str = ""
    medium: str = ""
    abstract: str = ""
    subjects: tuple[str, ...] = ()
    call_number: str = ""
    catalogue_address: str = ""

    @property
    def authors(self) -> tuple[Person, ...]:
        """Who made it."""
        return tuple(one for one in self.people if one.role == "author")

    def by(self, role: str) -> tuple[Person, ...]:
        """Those of one role."""
        return tuple(one for one in self.people if one.role == role)

    @property
    def full_title(self) -> str:
        """The title with what completes it: « Élégie, op. 24 : pour violoncelle et piano. 2, Andante »."""
        line = f"{self.title} : {self.remainder}" if self.remainder else self.title
        return f"{line}. {self.part}" if self.part else line
