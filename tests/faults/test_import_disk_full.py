"""Fault 6: the disk fills up while records or a file are written."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.support.unimarc_file import write_unimarc_file
from tests.faults.installation import Installation, free_port

pytestmark = pytest.mark.fault

RECORDS = 5_000
SMALL, LARGE = "14m", "200m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk in memory, too small for what is to come."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets no disk be mounted")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def cramped(small_disk: Path, sqlite_model: Path) -> Iterator[Installation]:
    """An installation on that disk."""
    copy = shutil.copy(sqlite_model, small_disk / "portee.sqlite3")
    installation = Installation(small_disk, f"sqlite:///{copy}", free_port())
    yield installation
    installation.stop_all()


def enlarge(disk: Path) -> None:
    subprocess.run(["mount", "-o", f"remount,size={LARGE}", str(disk)], check=True)


def test_an_import_on_a_full_disk_says_so_keeps_whole_batches_and_goes_on_with_more_room(
    cramped: Installation, small_disk: Path, tmp_path: Path
) -> None:
    path = tmp_path / "export.mrc"
    write_unimarc_file(path, count=RECORDS)
    command = ("import", str(path), "--source", "koha", "--json")
    program = cramped.start(*command)
    assert program.process.wait(timeout=120) == 1
    assert "plus de place" in (program.said() or whole_disk_message(cramped, command))
    assert "Traceback" not in program.said()
    (written,) = cramped.rows("SELECT position FROM catalogue_importrun")
    assert 0 <= written[0] < RECORDS
    assert written[0] % 500 == 0
    assert cramped.rows("SELECT count(*) FROM catalogue_record") == [written]
    assert cramped.rows("PRAGMA integrity_check") == [("ok",)]
    enlarge(small_disk)
    again = cramped.start(*command)
    assert again.process.wait(timeout=120) == 0, again.said()
    assert json.loads(again.said().splitlines()[-1])["created"] == RECORDS
    assert cramped.rows("SELECT count(*) FROM catalogue_recordversion") == [(RECORDS,)]


def whole_disk_message(cramped: Installation, command: tuple[str, ...]) -> str:
    """What the command says when its journal, which is on the full disk too, could not hold it."""
    done = subprocess.run(
        [sys.executable, "-m", "portee.cli", *command],
        env=cramped.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.stderr


KEEP = """
from portee.catalogue.errors import UploadRefusedError
from portee.catalogue.services.uploaded_file import keep_file
try:
    keep_file(chunks=(b"x" * 1_000_000 for _ in range(100)), token="one")
except UploadRefusedError as error:
    print(error)
"""


def test_a_file_that_the_disk_cannot_hold_is_refused_and_nothing_of_it_stays(
    cramped: Installation, small_disk: Path
) -> None:
    assert "plus de place" in cramped.python(KEEP)
    assert list((small_disk / "imports").iterdir()) == []
    assert cramped.rows("SELECT count(*) FROM catalogue_importrun") == [(0,)]
