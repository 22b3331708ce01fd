"""The file of a list whose row was never written, or is not any more: it goes as lists do."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from portee.kernel.private_files import stored
from portee.people.models import ReaderList
from portee.people.services.reader_list import FOLDER, drop_list
from tests.people.lists import actor, send
from tests.people.world import NOW, World
from tests.retention import delete_due


@pytest.fixture(autouse=True)
def _folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def files() -> list[Path]:
    return sorted(stored(FOLDER).iterdir())


def test_file_left_by_a_process_that_died_goes_after_a_day(world: World) -> None:
    send(world)
    ReaderList.objects.all().delete()
    send(world)
    for path in files():
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert len(files()) == 2
    delete_due("people.lists", at=NOW + timedelta(days=1))
    [path] = files()
    assert str(Path(FOLDER) / path.name) == ReaderList.objects.get().stored_path


def test_file_of_a_dropped_list_goes_once_that_is_certain(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    found = send(world)
    with django_capture_on_commit_callbacks() as later:
        drop_list(list_id=found.pk, actor=actor(world, "librarian"))
    assert len(files()) == 1
    for act in later:
        act()
    assert files() == []
