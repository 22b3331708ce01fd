"""The command line takes the columns of a table for what staff would be proposed, says so, and the source keeps it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from portee.catalogue.models import Record, RecordVersion, Source

pytestmark = pytest.mark.django_db

SLIPPED = "ANNEE;TITRE;AUTEUR;Editeur;Indice;BIB\n" + "".join(
    f"2019;Titre {number};Sand, George;-;Paris : Plon, 18{number};P {number}\n"
    for number in range(50, 60)
)
"""A header one column off, as an export of Toulouse has it: « Indice » holds publishers."""


@pytest.fixture
def slipped(tmp_path: Path) -> Path:
    path = tmp_path / "prets.csv"
    path.write_text(SLIPPED, encoding="utf-8")
    return path


def said_by_import(path: Path) -> str:
    told = StringIO()
    call_command("import", str(path), "--source", "prets", "--json", stdout=StringIO(), stderr=told)
    return told.getvalue()


def test_columns_are_taken_by_what_they_hold_and_said(slipped: Path) -> None:
    told = said_by_import(slipped)
    assert "Colonne « Indice » : Éditeur." in told.replace("\u00a0", " ")
    assert "Colonne « ANNEE »" in told.replace("\u00a0", " ")
    assert Record.objects.count() == 10
    assert RecordVersion.objects.filter(description__contains='"name":"Plon"').count() == 10


def test_the_source_keeps_its_columns_so_that_the_same_file_changes_nothing(slipped: Path) -> None:
    said_by_import(slipped)
    rules = {rule["place"]: rule["target"] for rule in Source.objects.get().sheet["rules"]}
    assert rules["Indice"] == "publisher"
    assert rules["TITRE"] == "title"
    again = said_by_import(slipped)
    assert "Colonne" not in again
