"""What one record says, in words that no format owns: what every reader of a format produces.

A reader states only what its record states: codes stay under their scheme, words stay words. Bringing codes and
words to Portée's own vocabularies, merging records and storing them belong to the catalogue.
"""

from enum import StrEnum

import msgspec


class Stated(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """The base of all that a record states: immutable, compared by value, cheap to build and to encode."""


class Term(Stated, frozen=True):
    """One controlled or free value: a `code` under its `scheme`, words, or both.

    `scheme` names the list that the code is from (`unimarc-relator`, `iaml-mop`, `marc-relator`, `rameau`,
    `iso639-2b`, `leader-type`…); it is `words` when there is no code.
    """

    scheme: str
    code: str = ""
    text: str = ""


class Identifier(Stated, frozen=True):
    """A name given from outside, as written; `scheme` is isbn, issn, issn-l, ismn, ean, upc, isrc, publisher-number,
    plate-number, matrix-number, national-bibliography, legal-deposit, ark, doi, ppn, frbnf, rism, oclc, lccn, isni,
    idref, authority, uri, local… `status` is `valid`, `cancelled` or `wrong`.
    """

    scheme: str
    value: str
    qualifier: str = ""
    status: str = "valid"


class Name(Stated, frozen=True):
    """A person, body or family as the record writes it, inverted (« Bach, Johann Sebastian »).

    `kind` is person, corporate, meeting or family; `dates` is free text (« 1685-1750 »); `qualifier` is what tells
    namesakes apart (« musicologue », « Roubaix, Nord »).
    """

    text: str
    kind: str = "person"
    dates: str = ""
    numeration: str = ""
    identifiers: tuple[Identifier, ...] = ()
    qualifier: str = ""


class Contribution(Stated, frozen=True):
    """Who did what: `roles` may be empty; `level` is main, other or mentioned."""

    name: Name
    roles: tuple[Term, ...] = ()
    level: str = "other"


class Title(Stated, frozen=True):
    """One title. `kind`: proper, other (title information), parallel, variant, uniform, series, original, key.

    `nonsorting` counts the characters at the head of `text` that sorting skips (« Les » and the space: 4).
    """

    text: str
    kind: str = "proper"
    remainder: str = ""
    part_number: str = ""
    part_name: str = ""
    nonsorting: int = 0
    language: str = ""


class Subject(Stated, frozen=True):
    """A subject heading with its subdivisions in order. `kind`: topic, person, corporate, family, work, place, time,
    genre, classification, free. `scheme` names the list (`rameau`, `fmesh`, `dewey`…).
    """

    heading: str
    kind: str = "topic"
    subdivisions: tuple[str, ...] = ()
    scheme: str = ""
    identifier: str = ""


class Performer(Stated, frozen=True):
    """One line of the medium of performance: an instrument, voice or ensemble and how many of it (None: not said)."""

    term: Term
    count: int | None = None
    is_solo: bool = False


class Incipit(Stated, frozen=True):
    """The opening of a work or movement. `notation` is Plaine & Easie code as written, `text` the sung words."""

    notation: str = ""
    number: str = ""
    clef: str = ""
    key_signature: str = ""
    time_signature: str = ""
    caption: str = ""
    role: str = ""
    instrument: str = ""
    key: str = ""
    text: str = ""


class Publication(Stated, frozen=True):
    """Who published, made or distributed, where and when, as written. `kind`: publication, distribution,
    manufacture, production, copyright.
    """

    place: str = ""
    name: str = ""
    date: str = ""
    kind: str = "publication"


class Years(Stated, frozen=True):
    """The span of years a date covers: astronomical years, both ends included; None is an open or unknown end.

    `certainty` is exact, approximate or doubtful.
    """

    first: int | None = None
    last: int | None = None
    certainty: str = "exact"


class Note(Stated, frozen=True):
    """A note as written. `kind`: general, summary, contents, audience, performers, language, credits, thesis,
    provenance, rights, history, arrangement, duration, system, biography, responsibility (the statement of title
    pages), recording (where and when it was recorded or performed), acquisition.
    """

    text: str
    kind: str = "general"


class Relation(Stated, frozen=True):
    """A link to another resource. `kind`: part-of, has-part, series, edition, translation, supplement, accompanies,
    original, continues, continued-by, carrier (another carrier), work, related.
    """

    kind: str
    title: str = ""
    number: str = ""
    identifiers: tuple[Identifier, ...] = ()


class Location(Stated, frozen=True):
    """An address on the web (856 and its like). `kind`: full-text, part, cover, related, table-of-contents."""

    url: str
    label: str = ""
    media_type: str = ""
    access_note: str = ""
    kind: str = "full-text"


class Item(Stated, frozen=True):
    """A holding or one copy at one establishment, with codes as the source writes them.

    `establishment` and `collection` are the source's codes; `availability` is as exported, never guessed.
    """

    establishment: str = ""
    collection: str = ""
    location: str = ""
    call_number: str = ""
    barcode: str = ""
    kind: str = ""
    note: str = ""
    statement: str = ""
    loan: str = ""
    availability: str = ""


class Description(Stated, frozen=True, kw_only=True):
    """Everything one record says of one resource. Tuples keep the order of the record; nothing is invented.

    `types` gathers every hint about the type of document (leader codes, 181–183, local type, words), the catalogue
    decides. `durations_seconds` is as coded. `unmapped` lists (place, value) pairs that the reader knows it left out.
    """

    titles: tuple[Title, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    types: tuple[Term, ...] = ()
    languages: tuple[Term, ...] = ()
    original_languages: tuple[Term, ...] = ()
    countries: tuple[Term, ...] = ()
    audiences: tuple[Term, ...] = ()
    levels: tuple[Term, ...] = ()
    disciplines: tuple[Term, ...] = ()
    genres: tuple[Term, ...] = ()
    keys: tuple[Term, ...] = ()
    performers: tuple[Performer, ...] = ()
    incipits: tuple[Incipit, ...] = ()
    subjects: tuple[Subject, ...] = ()
    publications: tuple[Publication, ...] = ()
    years: Years | None = None
    edition: str = ""
    extent: str = ""
    music_presentation: str = ""
    durations_seconds: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    relations: tuple[Relation, ...] = ()
    locations: tuple[Location, ...] = ()
    items: tuple[Item, ...] = ()
    rights: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    cataloguing_agency: str = ""
    is_deleted: bool = False
    unmapped: tuple[tuple[str, str], ...] = ()


class Format(StrEnum):
    """The formats a file of records may have; values are those of `portee import --format`."""

    UNIMARC = "unimarc"
    MARC21 = "marc21"
    MARCXML = "marcxml"
    UNIMARCXML = "unimarcxml"
    OAI_DC = "oai_dc"
    MODS = "mods"
    EAD = "ead"
    KBART = "kbart"
    CSV = "csv"
    XLSX = "xlsx"
