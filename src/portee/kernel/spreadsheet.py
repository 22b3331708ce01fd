"""Spreadsheets that cannot run: a cell that a spreadsheet program would take for a formula is made plain text."""

from typing import Any, Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula in the common programs, full-width forms included (OWASP, CSV injection)."""


def plain_cell(value: Any) -> Any:
    """The value, quoted by an apostrophe when it is a text that would open as a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
