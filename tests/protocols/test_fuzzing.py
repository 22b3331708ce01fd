"""libFuzzer looks for bytes that break a reader, for a bounded time; the seeds are read first."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 20
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris has no package for this machine or this Python",
)
def test_no_bytes_that_libfuzzer_makes_up_break_a_reader(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    command = [sys.executable, "-m", "tests.protocols.fuzzing", str(corpus)]
    limits = [f"-max_total_time={SECONDS}", "-timeout=10", "-rss_limit_mb=1024", "-max_len=600"]
    run = subprocess.run(
        [*command, *limits, f"-artifact_prefix={tmp_path}/"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        timeout=SECONDS * 6,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-4000:]
    assert "Done " in run.stderr
