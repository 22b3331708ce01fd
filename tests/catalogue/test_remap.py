"""A better mapping replayed over what is stored."""

from io import StringIO

import pytest
from django.core.management import call_command

from portee.catalogue.models import Record, RecordVersion, Source
from portee.catalogue.queries.catalogue_fingerprint import catalogue_fingerprint
from tests.catalogue.conftest import FileOf, Notice, run_import

pytestmark = pytest.mark.django_db

ISBN = "9782070368228"


def remap(*arguments: str) -> str:
    output = StringIO()
    call_command("remap", *arguments, stdout=output)
    return output.getvalue()


def spoil() -> None:
    """Leave what a poorer mapping would have read."""
    poorer = '{"titles":[{"text":"?"}]}'
    RecordVersion.objects.update(description=poorer, classification='{"type":"other"}')


def test_a_remap_shows_first_and_writes_when_told(file_of: FileOf) -> None:
    run_import(file_of(Notice("1", isbn=(ISBN,)), Notice("2", "Faust")), source="a")
    run_import(file_of(Notice("9", isbn=(ISBN,))), source="b")
    good = catalogue_fingerprint()
    spoil()
    spoilt = catalogue_fingerprint()
    assert "titles: 2" in remap("--source", "a")
    assert catalogue_fingerprint() == spoilt
    remap("--apply")
    assert catalogue_fingerprint() == good
    assert "titles" not in remap()


def test_a_remap_uses_the_sheet_that_the_source_has_today(file_of: FileOf) -> None:
    run_import(file_of(Notice("1", items=(("MED", "B1"),))))
    Source.objects.update(
        sheet={
            "rules": [{"place": "995$b", "target": "establishment", "values": [["MED", "caylus"]]}]
        }
    )
    remap("--apply")
    holding = Record.objects.get().holdings.get()
    assert holding.establishment_code == "caylus"
