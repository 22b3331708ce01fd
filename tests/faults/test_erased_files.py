"""Whoever is gone is in no file any more: not in the bytes of the database, nor its journal, nor mails on disk."""

from pathlib import Path

import pytest

from tests.faults.installation import Installation
from tests.people import canary

pytestmark = pytest.mark.fault


def files_naming(folder: Path, word: str) -> list[str]:
    """Every file below the folder that holds the word: database, journal, mails, pages kept, index."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and word.encode() in path.read_bytes().lower()
    ]


@pytest.mark.parametrize("way", ["erase", "time"])
def test_no_file_names_whoever_is_gone(sqlite_installation: Installation, way: str) -> None:
    sqlite_installation.variables["PORTEE_EMAIL_URL"] = "file:"
    sqlite_installation.python("from tests.people import canary; canary.stay()")
    found = files_naming(sqlite_installation.folder, canary.WORD)
    assert "portee.sqlite3" in {Path(name).name for name in found}
    assert any(name.startswith("mails/") for name in found)
    sqlite_installation.python(f"from tests.people import canary; canary.leave({way!r})")
    assert files_naming(sqlite_installation.folder, canary.WORD) == []
