"""Exports of the back office's lists: their cells cannot run, and whoever keeps the trail is told that rows left."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext

from portee.kernel.actor import Actor
from portee.kernel.personal_data import declarations
from portee.kernel.spreadsheet import plain_cell


@dataclass(frozen=True, slots=True)
class Export:
    """Rows of a list that left: which list, in what format, how many; never what was in them."""

    actor: Actor
    screen: str
    format: str
    rows: int


_watchers: Final[list[Callable[[Export], None]]] = []


def watch_exports(watcher: Callable[[Export], None]) -> None:
    """Call `watcher` before any export of a table that the register of personal data knows leaves."""
    if watcher not in _watchers:
        _watchers.append(watcher)


class PlainExportMixin:
    """A listing whose CSV and XLSX hold no formula, and whose exports of personal data are told."""

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        """Tell the watchers, then make the file: a row that left without a line in the trail would be worse."""
        if self.model._meta.label in {one.model for one in declarations()}:  # type: ignore[attr-defined]
            export = Export(
                actor=self.actor,  # type: ignore[attr-defined]
                screen=self.viewset.name,  # type: ignore[attr-defined]
                format=spreadsheet_format,
                rows=queryset.count(),
            )
            for watcher in _watchers:
                watcher(export)
        return super().as_spreadsheet(queryset, spreadsheet_format)  # type: ignore[misc]

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Prepare a cell as Wagtail does, then make it plain."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        prepared = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]
        return plain_cell(prepared if isinstance(prepared, int | float) else str(prepared))
