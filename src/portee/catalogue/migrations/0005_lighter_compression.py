"""What PostgreSQL keeps of a record is compressed by LZ4 where the server has it: as small, ten times faster to write."""

from typing import Any

from django.db import migrations

COLUMNS = ("content", "description", "classification")


def choose_lz4(_apps: Any, editor: Any) -> None:
    """From now on; what is stored stays as it is, and is read all the same."""
    if editor.connection.vendor != "postgresql":
        return
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression'")
        found = cursor.fetchone()
        if found is None or "lz4" not in found[0]:
            return
        for column in COLUMNS:
            cursor.execute(
                f"ALTER TABLE catalogue_recordversion ALTER {column} SET COMPRESSION lz4"
            )


class Migration(migrations.Migration):
    """LZ4 for the bytes of records and their reading."""

    dependencies = [("catalogue", "0004_error_report")]
    operations = [migrations.RunPython(choose_lz4, migrations.RunPython.noop)]
