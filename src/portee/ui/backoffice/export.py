"""Exports of the back office's lists, whose cells cannot run."""

from typing import Any

from django.utils.translation import gettext

from portee.kernel.spreadsheet import plain_cell


class PlainExportMixin:
    """A listing whose CSV and XLSX hold no formula."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Prepare a cell as Wagtail does, then make it plain."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        prepared = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]
        return plain_cell(prepared if isinstance(prepared, int | float) else str(prepared))
