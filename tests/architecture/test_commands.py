"""The scripts behind `make`: what they count, what they refuse."""

import subprocess
from pathlib import Path

import pytest

from scripts import count_tests
from tests.architecture import source

RESULTS = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"/>
<testcase name="c"><failure message="no"/></testcase>
<testcase name="d"><error message="no"/></testcase>
<testcase name="e"><skipped message="no foreign program here"/></testcase>
</testsuite></testsuites>"""
ONE_PASSED = '<testsuites><testsuite><testcase name="a"/></testsuite></testsuites>'
NONE_RUN = "<testsuites><testsuite></testsuite></testsuites>"


def results(folder: Path, *texts: str) -> list[Path]:
    paths = [folder / f"{number}.xml" for number, _ in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    return paths


def test_runs_are_added_up_and_skips_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert count_tests.main(results(tmp_path, RESULTS, ONE_PASSED)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 skipped: no foreign program here",
        "3 passed, 2 failed, 1 skipped",
    ]


@pytest.mark.parametrize("texts", [(), (NONE_RUN,), (ONE_PASSED, NONE_RUN)])
def test_a_run_that_tested_nothing_has_not_passed(tmp_path: Path, texts: tuple[str, ...]) -> None:
    assert count_tests.main(results(tmp_path, *texts)) == 1


def test_every_script_is_sound_bash() -> None:
    scripts = [path for path in (source.ROOT / "scripts").iterdir() if path.suffix == ""]
    scripts = [path for path in scripts if path.is_file()] + [source.ROOT / ".ci" / "run"]
    assert len(scripts) > 5
    for path in scripts:
        checked = subprocess.run(["bash", "-n", str(path)], check=False, capture_output=True)
        assert checked.returncode == 0, checked.stderr.decode()


def test_a_part_that_does_not_exist_is_refused() -> None:
    script = str(source.ROOT / "scripts" / "setup")
    refused = subprocess.run([script, "moon"], check=False, capture_output=True, text=True)
    assert refused.returncode == 1
    assert "No such part: moon" in refused.stderr
