"""Fault 24: the indexer is killed again and again while it commits; no change is lost, the index opens each time."""

import json
import os
from pathlib import Path

import pytest

from benchmarks.support.unimarc_file import write_unimarc_file
from tests.faults.installation import Installation, wait_for

pytestmark = pytest.mark.fault

KILLS = int(os.environ.get("FAULT_INDEX_KILLS", "30"))
"""A hundred by night, fewer at each change: a quarter of a second of processor time for each."""
RECORDS = 120
LONGEST = 280 if KILLS <= 30 else 3_000
"""Seconds."""


def test_killed_indexers_lose_no_change(installation: Installation, tmp_path: Path) -> None:
    path = tmp_path / "export.mrc"
    write_unimarc_file(path, count=RECORDS)
    killing = installation.python_in_background(
        "from django.core.management import call_command\n"
        "from io import StringIO\n"
        f"call_command('import', {str(path)!r}, '--source', 'koha', stdout=StringIO())\n"
        "from tests.faults.killed_indexers import main\n"
        f"main({KILLS})"
    )
    written, _ = killing.communicate(timeout=LONGEST)
    assert killing.returncode == 0, written
    said = json.loads(written.splitlines()[-1])
    assert said["differences"] == []
    assert said["left"] == 0
    # The index was followed all along, never made anew.
    assert said["generation"] == "g-1"
    # Kills fell before, within and after commits: most of them had committed something.
    assert said["moved"] >= KILLS // 2


def test_an_indexer_asked_to_stop_commits_what_it_holds(
    installation: Installation, tmp_path: Path
) -> None:
    path = tmp_path / "export.mrc"
    write_unimarc_file(path, count=RECORDS)
    indexer = installation.start("indexer")
    wait_for(
        lambda: list((installation.folder / "index").glob("tantivy-*/live")),
        seconds=60,
        program=indexer,
    )
    installation.python(
        "from django.core.management import call_command\n"
        "from io import StringIO\n"
        f"call_command('import', {str(path)!r}, '--source', 'koha', stdout=StringIO())"
    )
    assert indexer.stop() == 0, indexer.said()
    said = installation.python(
        "from portee.catalogue.indexing.applying import bring_up_to_date\n"
        "from portee.catalogue.indexing.checking import check_index\n"
        "from portee.catalogue.indexing.engine import current_engine\n"
        "from portee.kernel import clock\n"
        "bring_up_to_date(current_engine(), moment=clock.now)\n"
        "print(len(check_index(current_engine()).differences), current_engine().health().documents)"
    )
    # Whoever comes after goes on from the same index: nothing is missing, nothing is made anew.
    assert said.splitlines()[-1] == f"0 {RECORDS}"
    assert [one.name for one in (installation.folder / "index").glob("tantivy-*/g-*")] == ["g-1"]
