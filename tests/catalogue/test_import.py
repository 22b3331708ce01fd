"""A file of records becomes the catalogue: counted, idempotent, one bad record never losing the others."""

import pytest
from django.core.management import CommandError
from django.db import connection

from portee.catalogue.models import Item, Record, RecordVersion, Resource, Source
from tests.catalogue.conftest import FileOf, Notice, counts, run_import

pytestmark = pytest.mark.django_db

CARMEN = Notice("1", "Carmen", isbn=("2-07-036822-X",), items=(("MED", "3001"), ("ANN", "3002")))
FAUST = Notice("2", "Faust")


def test_every_record_of_a_file_becomes_a_resource(file_of: FileOf) -> None:
    assert counts(run_import(file_of(CARMEN, FAUST))) == {"read": 2, "created": 2}
    assert list(Resource.objects.order_by("sort_title").values_list("title", "first_year")) == [
        ("Carmen", 2019),
        ("Faust", 2019),
    ]
    assert Item.objects.count() == 2


def test_the_same_file_again_changes_nothing(file_of: FileOf) -> None:
    path = file_of(CARMEN, FAUST)
    run_import(path)
    assert counts(run_import(path)) == {"read": 2, "unchanged": 2}
    assert RecordVersion.objects.count() == 2


def test_a_changed_record_gets_a_version_and_its_resource_keeps_its_id(file_of: FileOf) -> None:
    run_import(file_of(CARMEN, FAUST))
    before = Record.objects.get(key="1").resource_id
    said = run_import(file_of(CARMEN.but(title="Carmen en concert"), FAUST))
    assert counts(said) == {"read": 2, "updated": 1, "unchanged": 1}
    record = Record.objects.get(key="1")
    assert record.resource_id == before
    assert record.resource is not None
    assert record.resource.title == "Carmen en concert"
    assert record.versions.count() == 2


def test_a_second_record_with_the_same_identifier_is_kept_beside_the_first(file_of: FileOf) -> None:
    path = file_of(CARMEN, FAUST.but(identifier="1"), CARMEN)
    assert counts(run_import(path)) == {"read": 3, "created": 2, "unchanged": 1, "repaired": 1}
    assert sorted(Record.objects.values_list("key", flat=True)) == ["1", "1#2"]
    assert counts(run_import(path)) == {"read": 3, "unchanged": 3, "repaired": 1}


def test_one_edition_in_two_sources_is_one_resource(file_of: FileOf) -> None:
    run_import(file_of(CARMEN))
    run_import(file_of(Notice("x9", "Carmen", isbn=("9782070368228",))), source="other")
    (resource,) = Resource.objects.all()
    assert resource.record_count == 2


def test_a_newcomer_is_told_to_install_before_importing(
    file_of: FileOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(CommandError, match="portee migrate"):
        run_import(file_of(CARMEN))
    assert not Record.objects.exists()


def test_a_source_that_nobody_has_named_yet_is_created_by_its_first_import(
    file_of: FileOf, capsys: pytest.CaptureFixture[str]
) -> None:
    run_import(file_of(CARMEN), source="mediatheque")
    assert Source.objects.get().code == "mediatheque"
    assert "mediatheque" in capsys.readouterr().err
