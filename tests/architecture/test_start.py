"""What every process loads when it starts: nothing that only an import of records, or a search, needs."""

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture import source

HEAVY = ("pymarc", "langcodes", "tantivy", "portee.protocols.formats")
"""Each takes a third of a second or more to load."""
START = (
    "import django, sys; django.setup(); print([name for name in {names!r} if name in sys.modules])"
)


def test_a_process_starts_without_the_readers_of_formats(tmp_path: Path) -> None:
    told = {"DJANGO_SETTINGS_MODULE": "config.settings", "PORTEE_DATA_DIR": str(tmp_path)}
    program = [sys.executable, "-c", START.format(names=HEAVY)]
    ended = subprocess.run(
        program, cwd=source.ROOT, env=os.environ | told, capture_output=True, check=True, text=True
    )
    assert ended.stdout.splitlines()[-1] == "[]"
