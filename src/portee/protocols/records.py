"""The two steps every format offers: cut a file into records, then read one record.

    cut(stream, limits)            -> RawRecord, RefusedRecord … in the order of the file
    read(content, sheet)           -> ReadRecord, or raises UnreadableRecordError

`content` is kept for ever and `read` needs nothing else, so any record can be read again from what was stored. Nothing
here knows a format, and nothing is said in French: a `Remark` is a code with values, worded by whoever shows it.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from portee.protocols.description import Description


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found wrong: a code such as `wrong-length`, the place it is about (`200$a`), values for a sentence."""

    code: str
    place: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as it lies in the file: `position` counts from 1, `offset_bytes` from the start of the content.

    `remarks` are repairs already needed to find its ends.
    """

    position: int
    offset_bytes: int
    content: bytes
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A stretch of the file that cannot be a record; `content` is at most its first 100,000 bytes."""

    position: int
    offset_bytes: int
    remark: Remark
    content: bytes = b""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """What reading a record gave: its own identifier in its source (001; empty: none), and each repair made."""

    identifier: str
    description: Description
    remarks: tuple[Remark, ...] = ()


class UnreadableRecordError(Exception):
    """This record cannot be read at all."""

    def __init__(self, remark: Remark, identifier: str = "") -> None:
        super().__init__(remark.code)
        self.remark = remark
        self.identifier = identifier


class UnusableFileError(Exception):
    """The whole file cannot be used: empty, foreign, a bomb, over a limit."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.code)
        self.remark = remark


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost. Beyond a limit on records the record is refused; beyond one on the file, the file is."""

    content_bytes: int = 4 * 1024**3
    """The file, unpacked."""
    expansion: int = 100
    """Unpacked bytes for one packed byte, once past `expansion_floor_bytes`."""
    expansion_floor_bytes: int = 10 * 1024**2
    record_bytes: int = 5 * 1024**2
    fields: int = 20_000
    """Fields of a record, or elements of an XML record."""
    columns: int = 1_000
    rows: int = 5_000_000
    cell_characters: int = 100_000
    depth: int = 100
    workbook_bytes: int = 64 * 1024**2
    """A workbook as it is packed: it is held in memory whole."""
    workbook_unpacked_bytes: int = 200 * 1024**2
    """Its members together: one within these limits opens in some hundred MiB at worst."""
    workbook_members: int = 10_000


class Target(StrEnum):
    """What a local place may be said to mean; docs/reference/mapping-sheet.md tells each of them."""

    TYPE = "type"
    LEVEL = "level"
    DISCIPLINE = "discipline"
    AUDIENCE = "audience"
    GENRE = "genre"
    INSTRUMENT = "instrument"
    KEY = "key"
    LANGUAGE = "language"
    COUNTRY = "country"
    SUBJECT = "subject"
    TITLE = "title"
    CONTRIBUTOR = "contributor"
    PUBLISHER = "publisher"
    DATE = "date"
    EDITION = "edition"
    EXTENT = "extent"
    NOTE = "note"
    SUMMARY = "summary"
    CONTENTS = "contents"
    PERFORMERS = "performers"
    RIGHTS = "rights"
    URL = "url"
    SERIES = "series"
    PART_OF = "part_of"
    HAS_PART = "has_part"
    RELATED = "related"
    ISBN = "isbn"
    ISSN = "issn"
    ISMN = "ismn"
    EAN = "ean"
    ISRC = "isrc"
    ARK = "ark"
    DOI = "doi"
    PUBLISHER_NUMBER = "publisher_number"
    PLATE_NUMBER = "plate_number"
    LOCAL = "local"
    ESTABLISHMENT = "establishment"
    COLLECTION = "collection"
    LOCATION = "location"
    CALL_NUMBER = "call_number"
    BARCODE = "barcode"
    ITEM_TYPE = "item_type"
    ITEM_NOTE = "item_note"
    HOLDINGS = "holdings"
    LOAN = "loan"
    AVAILABILITY = "availability"
    IGNORE = "ignore"

    # Spreadsheets, which have no fields of their own for what these say.
    IDENTIFIER = "identifier"
    SUBTITLE = "subtitle"
    PART_NUMBER = "part_number"
    COMPOSER = "composer"
    AUTHOR = "author"
    ARRANGER = "arranger"
    LYRICIST = "lyricist"
    PERFORMER = "performer"
    ILLUSTRATOR = "illustrator"
    TRANSLATOR = "translator"
    PUBLICATION_PLACE = "publication_place"
    DURATION = "duration"
    CLASSIFICATION = "classification"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One line of a mapping sheet: what a local place (`099$t`, or a column's name) means; `target` is a `Target`."""

    place: str
    target: str
    values: tuple[tuple[str, str], ...] = ()
    """Values translated before use: (as written, to be read as)."""


@dataclass(frozen=True, slots=True)
class MappingSheet:
    """What one source does in its own way; the empty sheet is the standard."""

    rules: tuple[FieldRule, ...] = ()
    separator: str = ";"
    """Between several values in one cell."""
    options: tuple[tuple[str, str], ...] = field(default=())
    """Choices of one format, by name (`charset`, `header_row`, `sheet`…)."""


STANDARD_SHEET = MappingSheet()
