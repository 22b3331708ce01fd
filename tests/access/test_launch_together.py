"""Many open the same offer at the same moment: no cap is ever passed, on either database."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.access.together import CASES, let_in_together
from tests.migrated import migrated_file


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="all threads share the one database in memory"
)
@pytest.mark.parametrize("facts", CASES)
def test_of_eight_who_open_together_three_get_in(facts: dict[str, Any]) -> None:
    assert let_in_together(facts) == (3, 3)


def test_of_eight_who_open_together_three_get_in_on_a_file_of_sqlite(tmp_path: Path) -> None:
    copy = shutil.copy(migrated_file(), tmp_path / "portee.sqlite3")
    said = subprocess.run(
        [sys.executable, "-m", "tests.access.together"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.test",
            "PORTEE_DATABASE_URL": f"sqlite:///{copy}",
            "PORTEE_DATA_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert said.stdout.split() == ["3", "3"] * len(CASES), said.stderr[-2000:]
