"""One row of a title list as a description."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from portee.protocols.delimited import cut_rows, read_row
from portee.protocols.description import (
    Contribution,
    Description,
    Identifier,
    Item,
    Location,
    Note,
    Publication,
    Relation,
    Term,
    Title,
)
from portee.protocols.kbart.columns import Cells, cells_of
from portee.protocols.records import (
    Limits,
    MappingSheet,
    RawRecord,
    ReadRecord,
    RefusedRecord,
    Remark,
    UnreadableRecordError,
    UnusableFileError,
)
from portee.protocols.schemes import Scheme
from portee.protocols.statements import first_years, identifier_of, name_of, web_address

ACCESS = {"F": "free", "P": "paid"}
_DEPTHS = {"abstracts": "related", "selected articles": "part"}
_ISSN = re.compile(r"\A\d{4}-?\d{3}[\dXx]\Z")
_CHARSETS = {"utf-8", "utf-16-le", "utf-16-be"}


def _choose_header(rows: list[list[str]]) -> int:
    """Find the row that names the columns; other rows may stand above it."""
    for place, row in enumerate(rows):
        if "publication_title" in cells_of(row, row):
            return place
    raise UnusableFileError(Remark("unknown-columns"))


def cut(stream: BinaryIO, limits: Limits) -> Iterator[RawRecord | RefusedRecord]:
    """Give each row; see `portee.protocols.delimited.cut_rows` for what is refused.

    Raises: UnusableFileError `unknown-columns` when no row names the columns of KBART, and those of `cut_rows`.
    """
    return cut_rows(stream, limits, _choose_header)


def read(content: bytes, sheet: MappingSheet) -> ReadRecord:
    """Read one row. The option `charset` of the sheet replaces the evidence of the bytes.

    Remarks: `wrong-charset` when the row is not in UTF-8, as KBART asks, and those of `read_row`.
    Raises: UnreadableRecordError `no-title`.
    """
    row = read_row(content, dict(sheet.options).get("charset", ""))
    cells = cells_of(row.header, row.cells)
    identifier = _identifier(cells)
    if not cells.get("publication_title"):
        raise UnreadableRecordError(Remark("no-title", "publication_title"), identifier)
    remarks = row.remarks
    if row.charset not in _CHARSETS:
        remarks = (Remark("wrong-charset", values=(row.charset,)), *remarks)
    return ReadRecord(identifier, _describe(cells), remarks)


def _identifier(cells: Cells) -> str:
    """Tell rows apart, and find a row again in the next list: the title's own number, or the best that stands for it.

    A serial is listed once for each run of coverage and access, so where the run begins and its access belong to its
    number; where it ends moves with each issue and does not. A book that becomes free is the same book.
    """
    columns = (
        "title_id",
        "online_identifier",
        "print_identifier",
        "title_url",
        "publication_title",
    )
    own = next((cells[column] for column in columns if cells.get(column)), "")
    if _type(cells) == "monograph":
        run: tuple[str, ...] = (
            (cells.get("monograph_volume", ""),) if not cells.get("title_id") else ()
        )
    else:
        run = tuple(
            cells.get(column, "")
            for column in (
                "date_first_issue_online",
                "num_first_vol_online",
                "num_first_issue_online",
                "access_type",
            )
        )
    return "|".join((own, *run)).rstrip("|")


def _type(cells: Cells) -> str:
    """Give the type as stated; lists of the first phase do not state it, but only a serial has an ISSN."""
    if stated := cells.get("publication_type", "").lower():
        return stated
    numbers = [cells.get("print_identifier", ""), cells.get("online_identifier", "")]
    if any(_ISSN.match(number) for number in numbers):
        return "serial"
    return "monograph" if any(numbers) else ""


def _describe(cells: Cells) -> Description:
    get = cells.get
    kind = _type(cells)
    published = (
        get("date_monograph_published_print", ""),
        get("date_monograph_published_online", ""),
    )
    date = next(filter(None, published), "")
    publisher = get("publisher_name", "")
    title, _, remainder = cells["publication_title"].partition(" : ")
    return Description(
        titles=(Title(title, remainder=remainder, part_number=get("monograph_volume", "")),),
        contributions=_contributions(cells),
        identifiers=_identifiers(cells, kind),
        types=(Term(Scheme.KBART_TYPE, kind),) if kind else (),
        publications=(Publication(name=publisher, date=date),) if publisher or date else (),
        years=first_years(published),
        edition=get("monograph_edition", ""),
        notes=tuple(
            Note(text) for column in ("coverage_notes", "notes") if (text := get(column, ""))
        ),
        relations=_relations(cells),
        locations=_locations(cells),
        items=_holdings(cells),
        unmapped=tuple(
            (name, value) for name, value in cells.items() if name not in _KNOWN and value
        ),
    )


def _contributions(cells: Cells) -> tuple[Contribution, ...]:
    found = []
    if author := cells.get("first_author"):
        found.append(Contribution(name_of(author).name, level="main"))
    if editor := cells.get("first_editor"):
        found.append(Contribution(name_of(editor).name, (Term(Scheme.MARC_RELATOR, "edt"),)))
    return tuple(found)


def _identifiers(cells: Cells, kind: str) -> tuple[Identifier, ...]:
    """Give the numbers of the print and of the online edition, by their form, else by the type of the row."""
    found = []
    for column, qualifier in (("print_identifier", "print"), ("online_identifier", "online")):
        if value := cells.get(column):
            known = identifier_of(value)
            scheme = known.scheme if known is not None else ("issn" if kind == "serial" else "isbn")
            plain_value = known.value if known is not None else value
            found.append(Identifier(scheme, plain_value, qualifier))
    for column, scheme in (("bestppn", "ppn"), ("oclc_number", "oclc"), ("doi", "doi")):
        if value := cells.get(column):
            found.append(Identifier(scheme, value))
    return tuple(found)


def _relations(cells: Cells) -> tuple[Relation, ...]:
    columns = (
        ("parent_publication_title_id", "part-of"),
        ("preceding_publication_title_id", "continues"),
    )
    return tuple(
        Relation(kind, identifiers=(Identifier("local", value),))
        for column, kind in columns
        if (value := cells.get(column))
    )


def _locations(cells: Cells) -> tuple[Location, ...]:
    """Give the address; its access note is `free`, `paid` or empty when the list does not say."""
    if not (url := web_address(cells.get("title_url", ""))):
        return ()
    access = ACCESS.get(cells.get("access_type", "").upper()[:1], "")
    kind = _DEPTHS.get(cells.get("coverage_depth", "").lower(), "full-text")
    return (Location(url, access_note=access, kind=kind),)


def _holdings(cells: Cells) -> tuple[Item, ...]:
    """Give the run of issues as « 2007, 1, 1 - 2015, 9, 4 » (date, volume, issue), and the embargo as written."""
    first = _run(cells, "date_first_issue_online", "num_first_vol_online", "num_first_issue_online")
    last = _run(cells, "date_last_issue_online", "num_last_vol_online", "num_last_issue_online")
    embargo = cells.get("embargo_info", "")
    if not (first or last or embargo):
        return ()
    statement = f"{first} - {last}".strip() if first or last else ""
    return (Item(kind="online", statement=statement, note=embargo),)


def _run(cells: Cells, *columns: str) -> str:
    return ", ".join(value for column in columns if (value := cells.get(column)))


_KNOWN = frozenset(
    """publication_title print_identifier online_identifier date_first_issue_online num_first_vol_online
    num_first_issue_online date_last_issue_online num_last_vol_online num_last_issue_online title_url first_author
    title_id embargo_info coverage_depth coverage_notes notes publisher_name publication_type
    date_monograph_published_print date_monograph_published_online monograph_volume monograph_edition first_editor
    parent_publication_title_id preceding_publication_title_id access_type bestppn oclc_number doi
    """.split()  # noqa: SIM905  a paragraph reads better than thirty lines
)
