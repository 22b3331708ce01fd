"""One row of a list as a person, or as the first thing that is wrong with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from portee.kernel.ordering import search_key
from portee.kernel.spreadsheet import FORMULA_STARTS
from portee.people.ages import is_birth_year
from portee.people.person_name import is_person_name
from portee.people.reader_lists.columns import Meaning
from portee.people.sign_in_name import is_stored_name
from portee.protocols.delimited import read_row
from portee.protocols.records import STANDARD_SHEET, Limits, RefusedRecord

_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: .*)?|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LONGEST: Final = {Meaning.COMMUNE: 100, Meaning.CARD_NUMBER: 50, Meaning.CLASS_NAME: 100}
_SERIAL_YEAR: Final = 1905
"""Excel shows the numbers 1900 to 2100, taken for dates, as days of 1905."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be used: a code (reader_lists/words.py) and what the sentence names."""

    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """What a row says of somebody; `number` is that of the row in the file, the header being the first."""

    number: int
    display_name: str = ""
    email: str = ""
    birth_year: int | None = None
    commune: str = ""
    card_number: str = ""
    class_name: str = ""
    guardian_email: str = ""
    fault: Fault | None = None

    @property
    def identity(self) -> tuple[str, int | None]:
        """What namesakes of the same age share."""
        return search_key(self.display_name), self.birth_year


def rows_of(
    stream: BinaryIO, *, limits: Limits, columns: Sequence[str], class_name: str, today: date
) -> Iterator[ReaderRow]:
    """Read the people of a file. `class_name` is that of those whose row says none.

    Raises: UnusableFileError, as `protocols.tabular.cut`.
    """
    meanings = [Meaning(column) for column in columns]
    for number, cells in cells_of(stream, limits=limits):
        if isinstance(cells, Fault):
            yield ReaderRow(number, fault=cells)
        else:
            yield read_person(number, cells, meanings, class_name=class_name, today=today)


def cells_of(stream: BinaryIO, *, limits: Limits) -> Iterator[tuple[int, list[str] | Fault]]:
    """The cells of each row, with its number in the file, or why there are none."""
    # Spreadsheets take a third of a second to load: where a list is read, not at every start.
    from portee.protocols.tabular import cut  # noqa: PLC0415

    for found in cut(stream, limits, STANDARD_SHEET):
        number = found.position + 1
        if isinstance(found, RefusedRecord):
            yield number, Fault(found.remark.code, found.remark.values)
        else:
            yield number, read_row(found.content).cells


def read_person(
    number: int, cells: Sequence[str], meanings: Sequence[Meaning], *, class_name: str, today: date
) -> ReaderRow:
    """Read one row; the first thing wrong with it is its fault."""
    said: dict[Meaning, str] = {
        meaning: _tidy(cell)
        for meaning, cell in zip(meanings, cells, strict=False)
        if meaning is not Meaning.IGNORED
    }
    first, last = said.get(Meaning.FIRST_NAME, ""), said.get(Meaning.LAST_NAME, "")
    name = said.get(Meaning.NAME) or f"{first} {last}".strip()
    year, fault = _year(said.get(Meaning.BIRTH_YEAR, ""), today=today)
    return ReaderRow(
        number=number,
        display_name=name[:150],
        email=said.get(Meaning.EMAIL, "")[:254],
        birth_year=year,
        commune=said.get(Meaning.COMMUNE, "")[: _LONGEST[Meaning.COMMUNE]],
        card_number=said.get(Meaning.CARD_NUMBER, "")[: _LONGEST[Meaning.CARD_NUMBER]],
        class_name=said.get(Meaning.CLASS_NAME, "")[: _LONGEST[Meaning.CLASS_NAME]] or class_name,
        guardian_email=said.get(Meaning.GUARDIAN_EMAIL, "")[:254],
        fault=_fault(said, name) or fault,
    )


def _tidy(cell: str) -> str:
    """The text of a cell on one line, its accents mended when they were encoded twice."""
    text = cell
    if not cell.isascii():
        # A third of a second to load, and seldom wanted.
        from portee.protocols.marc import mend_text  # noqa: PLC0415

        text, _remarks = mend_text(cell)
    text = " ".join(text.replace("\u00a0", " ").split())
    return "" if text in {"-", "–", "—"} else text


def _fault(said: dict[Meaning, str], name: str) -> Fault | None:
    return _fault_of_cells(said) or _fault_of_name(name) or _fault_of_addresses(said)


def _fault_of_cells(said: dict[Meaning, str]) -> Fault | None:
    for meaning, text in said.items():
        if text.startswith(FORMULA_STARTS):
            return Fault("formula", (text[:30],))
        if "\ufffd" in text:
            return Fault("wrong-charset", (text[:30],))
        if len(text) > _LONGEST.get(meaning, len(text)):
            return Fault("too-long-here", (text[:30],))
    return None


def _fault_of_name(name: str) -> Fault | None:
    if not name:
        return Fault("no-name")
    return None if is_person_name(name) else Fault("not-a-name", (name[:60],))


def _fault_of_addresses(said: dict[Meaning, str]) -> Fault | None:
    email, guardian = said.get(Meaning.EMAIL, ""), said.get(Meaning.GUARDIAN_EMAIL, "")
    for address in (email, guardian):
        if address and not _is_address(address):
            return Fault("not-an-address", (address[:60],))
    if email and email.lower() == guardian.lower():
        return Fault("same-address-as-guardian")
    return None


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return not is_stored_name(text)


def _year(text: str, *, today: date) -> tuple[int | None, Fault | None]:
    """The year of a cell that holds a year or a whole date, of which nothing more is kept."""
    if not text:
        return None, None
    found = _DAY.fullmatch(text)
    year = text if found is None else found[1] or found[6]
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return None, Fault("not-a-year", (text[:30],))
    if found is not None and int(year) == _SERIAL_YEAR:
        return None, Fault("year-as-a-date", (text[:30],))
    if not is_birth_year(int(year), on=today):
        return None, Fault("impossible-year", (text[:30],))
    return int(year), None
