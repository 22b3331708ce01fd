"""What other contexts may ask of resources, and the files that staff leave behind."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from portee.catalogue import api
from portee.catalogue.events import ResourceChanged
from portee.catalogue.models import ImportRun, Record, RunState
from portee.catalogue.services.uploaded_file import forget_left_files, keep_file, stored
from portee.kernel import events
from tests.catalogue.conftest import FileOf, Notice, run_import

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ISBN, OTHER = "9782070368228", "9782070360024"


def test_a_resource_is_read_alike_whether_one_record_describes_it_or_several(
    file_of: FileOf,
) -> None:
    run_import(file_of(Notice("1", isbn=(ISBN,), note="Une note")), source="a")
    (alone,) = api.resource_contents([1, 2, 3, Record.objects.get().resource_id or 0]).values()
    assert [note.text for note in alone.description.notes] == ["Une note"]
    run_import(file_of(Notice("9", isbn=(ISBN,), note="Une autre")), source="b")
    found = api.find_resource(alone.id)
    assert found is not None
    assert {note.text for note in found.description.notes} == {"Une note", "Une autre"}
    assert found.revision == alone.revision + 1
    assert api.count_resources() == 1


def test_the_address_of_a_merged_resource_leads_to_the_one_that_is_kept(file_of: FileOf) -> None:
    run_import(file_of(Notice("1", isbn=(ISBN,))), source="a")
    run_import(file_of(Notice("2", isbn=(OTHER,))), source="b")
    merged_id = Record.objects.get(key="2").resource_id or 0
    run_import(file_of(Notice("3", isbn=(ISBN, OTHER))), source="c")
    found = api.find_resource(merged_id)
    assert found is not None
    assert found.id == Record.objects.get(key="1").resource_id
    assert api.find_resource(10**9) is None


def test_changed_resources_are_told_once_for_each_batch(
    file_of: FileOf, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[ResourceChanged] = []
    monkeypatch.setitem(events._handlers, ResourceChanged, [heard.append])
    records = [Notice(str(n), f"Titre {n}") for n in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        run_import(file_of(*records))
    with django_capture_on_commit_callbacks(execute=True):
        run_import(file_of(*records))
        run_import(file_of(records[0], records[1].but(title="Autre"), records[2]))
    assert [len(event.resource_ids) for event in heard] == [3, 1]


def test_files_that_nobody_took_up_again_are_removed_after_a_month(
    file_of: FileOf, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    run_import(file_of(Notice("1")))
    for days, token in ((10, "young"), (40, "old")):
        run = ImportRun.objects.get(pk=ImportRun.objects.latest("pk").pk)
        run.pk = None
        run.state = RunState.CANCELLED
        run.created_at = NOW - timedelta(days=days)
        run.stored_path = keep_file(chunks=[b"x"], token=token)
        run.save()
    assert forget_left_files(now=NOW) == 1
    assert [path.name for path in stored("imports").iterdir()] == ["young.bin"]
