"""What the columns of a table mean when nobody is there to confirm it: the proposal that staff would be shown."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from portee.catalogue.models import Source
from portee.catalogue.services.file_content import format_of, opened
from portee.catalogue.sheet import sheet_to_json
from portee.protocols.description import Format
from portee.protocols.records import STANDARD_SHEET, Limits, MappingSheet, UnusableFileError

TABLES = frozenset({Format.CSV, Format.XLSX})


def take_columns(*, source: Source, path: Path, at: datetime) -> tuple[MappingSheet, list[str]]:
    """Give a source without a sheet the one proposed for a table, by the names and the first cells of its columns.

    Gives that sheet and the columns that it leaves out; the standard sheet and none when the source has a sheet, or
    the file is no table, or cannot be used: whoever imports it says so.
    """
    if source.sheet:
        return STANDARD_SHEET, []
    limits: Limits = settings.IMPORT_LIMITS
    try:
        if format_of(path, limits=limits) not in TABLES:
            return STANDARD_SHEET, []
        # Spreadsheets take a third of a second to load: for them alone.
        from portee.protocols.tabular import preview  # noqa: PLC0415

        with opened(path, limits=limits) as stream:
            found = preview(stream, STANDARD_SHEET, limits=limits)
    except UnusableFileError:
        return STANDARD_SHEET, []
    if found.sheet.rules:
        source.sheet, source.changed_at = sheet_to_json(found.sheet), at
        source.save(update_fields=["sheet", "changed_at"])
    used = {rule.place for rule in found.sheet.rules}
    return found.sheet, [name for name in found.header if name and name not in used]
