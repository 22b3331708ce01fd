"""Static files are gathered when they changed, and only then."""

from pathlib import Path

import pytest
from pytest_django import Settings

from portee.kernel.processes.static_files import STAMP, gather_static_files


@pytest.fixture
def source(tmp_path: Path, settings: Settings) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "a.css").write_text("a{color:red}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [folder]
    settings.STATIC_ROOT = tmp_path / "static"
    return folder


def test_files_are_gathered_once_and_again_after_a_change(source: Path, tmp_path: Path) -> None:
    assert gather_static_files()
    assert (tmp_path / "static" / "a.css").read_text() == "a{color:red}"
    assert not gather_static_files()

    (source / "b.css").write_text("b{color:red}")
    assert gather_static_files()
    assert (tmp_path / "static" / "b.css").is_file()


def test_a_gathering_cut_short_is_begun_again(source: Path, tmp_path: Path) -> None:
    gather_static_files()
    (tmp_path / "static" / STAMP).unlink()
    assert gather_static_files()


def test_a_live_site_gathers_again_what_one_being_developed_has_gathered(
    source: Path, tmp_path: Path, settings: Settings
) -> None:
    assert source.is_dir()
    gather_static_files()
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    assert gather_static_files()
    assert (tmp_path / "static" / "staticfiles.json").is_file()
