"""Files that people sent and that no row knows: left by a transaction or a process that died, and swept."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portee.kernel.private_files import SETTLING, forget_left_files, keep_file, stored

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FOLDER = "sent"


@pytest.fixture(autouse=True)
def _folder_of_its_own(settings: object, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


def kept(name: str, *, at: datetime) -> str:
    """A file kept at that moment."""
    path = keep_file(chunks=[b"x"], folder=FOLDER, token=name, most_bytes=9)
    os.utime(stored(path), (at.timestamp(), at.timestamp()))
    return path


def test_file_that_no_row_knows_is_deleted_after_a_day() -> None:
    left, known = kept("left", at=NOW), kept("known", at=NOW)
    early = NOW + SETTLING - timedelta(seconds=1)
    assert forget_left_files(folder=FOLDER, known={known}, at=early) == 0
    assert forget_left_files(folder=FOLDER, known={known}, at=NOW + SETTLING) == 1
    assert not stored(left).exists()
    assert stored(known).exists()


def test_file_that_was_cut_short_is_deleted_too() -> None:
    part = stored(kept("whole", at=NOW)).with_suffix(".part")
    part.write_bytes(b"x")
    os.utime(part, (NOW.timestamp(), NOW.timestamp()))
    assert forget_left_files(folder=FOLDER, known={"sent/whole.bin"}, at=NOW + SETTLING) == 1
    assert not part.exists()


def test_folder_where_nothing_was_ever_kept_is_no_fault() -> None:
    assert forget_left_files(folder="elsewhere", known=(), at=NOW) == 0
