"""Reading, for the person concerned, every row of hers that the register declares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.apps import apps
from django.db.models import ForeignKey, Model, Q
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from portee.kernel.personal_data.declaration import Declaration, Person, Purpose
from portee.kernel.personal_data.register import declarations, purposes

JSON_KINDS: Final = (str, int, float, bool, list, dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: its field's name for programs and for people, as JSON holds it, as people read it."""

    name: str
    label: str
    value: Any
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a person in one table. `left_out` is how many more there are than were asked for."""

    model: str
    label: str
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is kept of a person for one purpose."""

    purpose: Purpose
    tables: tuple[Table, ...]


def read_all(
    person: Person, *, at_most: int | None = None, for_guardian: bool = False
) -> tuple[Chapter, ...]:
    """Everything that is kept of a person, by purpose. One query a table declared, whatever the number of rows.

    `at_most` bounds the rows of each table; `for_guardian` leaves out what only the person herself receives.
    """
    return tuple(
        Chapter(purpose, tuple(_tables(purpose, person, at_most, for_guardian=for_guardian)))
        for purpose in purposes()
    )


def as_json(chapters: tuple[Chapter, ...]) -> list[dict[str, Any]]:
    """The same for programs: plain lists and mappings. A purpose of which nothing is kept is left out."""
    return [
        {
            "purpose": chapter.purpose.code,
            "title": str(chapter.purpose.title),
            "reason": str(chapter.purpose.reason),
            "legal_basis": str(chapter.purpose.basis.label),
            "kept": str(chapter.purpose.kept),
            "tables": [
                {"table": table.model, "rows": [_plain(row) for row in table.rows]}
                for table in chapter.tables
            ],
        }
        for chapter in chapters
        if chapter.tables
    ]


def _tables(
    purpose: Purpose, person: Person, at_most: int | None, *, for_guardian: bool
) -> Iterator[Table]:
    for declaration in declarations(purpose=purpose.code):
        if declaration.owned_by is None or (for_guardian and not declaration.for_guardians):
            continue
        table = _table(declaration, declaration.owned_by(person), at_most)
        if table.rows:
            yield table


def _table(declaration: Declaration, owned: Q, at_most: int | None) -> Table:
    model = apps.get_model(declaration.model)
    found = model._default_manager.filter(owned).order_by("pk")
    fields = [model._meta.get_field(name) for name in declaration.handed_out]
    linked = [field.name for field in fields if isinstance(field, ForeignKey)]
    rows = list(found.select_related(*linked)) if linked else list(found)
    kept = rows[:at_most]
    return Table(
        model=declaration.model,
        label=str(capfirst(str(model._meta.verbose_name_plural))),
        rows=tuple(tuple(_cell(row, field) for field in fields) for row in kept),
        left_out=len(rows) - len(kept),
    )


def _cell(row: Model, field: Any) -> Cell:
    held = getattr(row, field.name)
    value = held if isinstance(held, JSON_KINDS) or held is None else str(held)
    if isinstance(held, date):
        value = held.isoformat()
    return Cell(field.name, str(capfirst(str(field.verbose_name))), value, _said(row, field, held))


def _said(row: Model, field: Any, held: Any) -> str:
    if held is None or held == "":
        return "–"
    if isinstance(held, bool):
        return _("Yes") if held else _("No")
    if isinstance(held, datetime):
        return date_format(localtime(held), "DATETIME_FORMAT")
    if isinstance(held, date):
        return date_format(held)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return str(held)


def _plain(row: tuple[Cell, ...]) -> Mapping[str, Any]:
    return {cell.name: cell.value for cell in row}
