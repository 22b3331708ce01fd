"""Fault 2: an import is killed at any moment, five times, and ends as if it had never been."""

import json
import os
import random
from pathlib import Path

import pytest

from benchmarks.support.unimarc_file import write_unimarc_file
from tests.faults.installation import Installation, Program, wait_for

pytestmark = pytest.mark.fault

RECORDS = int(os.environ.get("FAULT_IMPORT_RECORDS", "3000"))
"""100,000 by night, fewer at each change: a batch is 500 whatever the file."""
KILLS = 5
POSITION = "SELECT coalesce(max(position), 0) FROM catalogue_importrun"


def position(installation: Installation) -> int:
    found: int = installation.rows(POSITION)[0][0]
    return found


def started(installation: Installation, path: Path) -> Program:
    return installation.start("import", str(path), "--source", "koha", "--json")


def ended(program: Program) -> dict[str, int]:
    assert program.process.wait(timeout=300) == 0, program.said()
    said: dict[str, int] = json.loads(program.said().splitlines()[-1])
    return {name: count for name, count in said.items() if name not in {"run", "seconds"}}


def fingerprint(installation: Installation) -> str:
    return installation.python(
        "from portee.catalogue.queries.catalogue_fingerprint import catalogue_fingerprint\n"
        "print(catalogue_fingerprint())"
    )


def lives(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_an_import_killed_five_times_ends_as_one_that_was_left_alone(
    installation: Installation, tmp_path: Path
) -> None:
    path = tmp_path / "export.mrc"
    write_unimarc_file(path, count=RECORDS)
    whole = ended(started(installation, path))
    undisturbed = fingerprint(installation)
    flushed = installation.start("flush", "--no-input")
    assert flushed.process.wait(timeout=60) == 0, flushed.said()

    chance = random.Random()  # noqa: S311  where it is killed is any moment
    for _kill in range(KILLS):
        before = position(installation)
        program = started(installation, path)
        until = before + chance.choice([0, 1, 500])
        wait_for(
            lambda until=until, program=program: (  # type: ignore[misc]
                position(installation) >= until or program.process.poll() is not None
            ),
            seconds=60,
            program=program,
        )
        readers = program.children
        program.kill()
        wait_for(lambda readers=readers: not any(map(lives, readers)), seconds=15)  # type: ignore[misc]
    again = ended(started(installation, path))

    assert again == whole
    assert fingerprint(installation) == undisturbed
    assert installation.rows("SELECT count(*), count(DISTINCT state) FROM catalogue_importrun") == [
        (1, 1)
    ]
    assert installation.rows("SELECT count(*) FROM catalogue_record") == [(RECORDS,)]
    assert installation.rows("SELECT count(*) FROM catalogue_recordversion") == [(RECORDS,)]
