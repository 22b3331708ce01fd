"""The screens of imports: a file is sent, explained, followed, stopped, its report taken away."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portee.catalogue.models import ImportRun, Record, RunState, Source
from portee.catalogue.services.import_run import cancel_run
from portee.kernel.jobs import run_waiting_jobs
from tests.catalogue.conftest import FileOf, Notice, run_import, written
from tests.catalogue.staff.conftest import RUNS, send, text

pytestmark = pytest.mark.django_db


def test_a_file_that_is_sent_is_imported_by_a_worker(
    librarian: Client, sources: dict[str, Source], django_capture_on_commit_callbacks: Any
) -> None:
    run = send(librarian, sources["valley"], written(Notice("1")) + written(Notice("2", "Faust")))
    assert run.state == RunState.QUEUED
    assert "En attente" in text(librarian, f"{RUNS}inspect/{run.pk}/")
    run_waiting_jobs()
    run.refresh_from_db()
    assert (run.state, run.created) == (RunState.FINISHED, 2)
    assert "2 notices sur 2" in text(librarian, f"{RUNS}inspect/{run.pk}/")


def test_a_file_is_not_kept_longer_than_its_run(
    librarian: Client, sources: dict[str, Source], settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    send(librarian, sources["valley"], written(Notice("1")))
    (kept,) = (tmp_path / "imports").iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    run_waiting_jobs()
    assert list((tmp_path / "imports").iterdir()) == []


def test_a_foreign_file_is_refused_in_the_form_and_not_kept(
    librarian: Client, sources: dict[str, Source], settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    answer = librarian.post(
        f"{RUNS}new/",
        {"source": sources["valley"].pk, "file": SimpleUploadedFile("x.mrc", b"\x89PNG\r\n\x1a\n")},
    )
    assert answer.status_code == 200
    assert "format" in answer.content.decode()
    assert list((tmp_path / "imports").iterdir()) == []


def test_a_source_out_of_reach_cannot_be_chosen(
    librarian: Client, sources: dict[str, Source]
) -> None:
    answer = librarian.post(
        f"{RUNS}new/",
        {"source": sources["hills"].pk, "file": SimpleUploadedFile("x.mrc", written(Notice("1")))},
    )
    assert answer.status_code == 200
    assert not ImportRun.objects.exists()


def test_a_table_is_explained_before_it_is_imported(
    librarian: Client, sources: dict[str, Source]
) -> None:
    table = "Ouvrage;Compositeur;Zzz\nCarmen;Bizet, Georges;2 flûtes\n".encode()
    run = send(librarian, sources["valley"], table, "partitions.csv")
    assert run.state == RunState.PREPARED
    page = text(librarian, f"{RUNS}{run.pk}/colonnes/")
    assert "Compositeur" in page
    chosen = {"column-0": "title", "column-1": "composer", "column-2": "instrument"}
    tried = librarian.post(f"{RUNS}{run.pk}/colonnes/", {**chosen, "separator": ";"})
    assert "Flûte" in tried.content.decode()
    assert ImportRun.objects.get().state == RunState.PREPARED
    librarian.post(f"{RUNS}{run.pk}/colonnes/", {**chosen, "confirm": "on"})
    run_waiting_jobs()
    run.refresh_from_db()
    assert (run.state, run.created) == (RunState.FINISHED, 1)
    sources["valley"].refresh_from_db()
    assert len(sources["valley"].sheet["rules"]) == 3
    again = send(librarian, sources["valley"], table + b"Faust;Gounod;\n", "partitions.csv")
    assert again.state == RunState.QUEUED


def test_an_import_is_cancelled_and_goes_on(librarian: Client, sources: dict[str, Source]) -> None:
    run = send(librarian, sources["valley"], written(Notice("1")))
    librarian.post(f"{RUNS}{run.pk}/annuler/")
    run_waiting_jobs()
    run.refresh_from_db()
    assert (run.state, run.read) == (RunState.CANCELLED, 0)
    librarian.post(f"{RUNS}{run.pk}/reprendre/")
    run_waiting_jobs()
    run.refresh_from_db()
    assert (run.state, run.read) == (RunState.FINISHED, 1)
    with pytest.raises(Exception, match="terminée"):
        cancel_run(run_id=run.pk)


def test_what_a_full_file_leaves_out_is_marked_once_confirmed(
    librarian: Client, sources: dict[str, Source]
) -> None:
    run_one = send(librarian, sources["valley"], written(Notice("1")) + written(Notice("2")))
    run_waiting_jobs()
    run = send(librarian, sources["valley"], written(Notice("1")))
    run_waiting_jobs()
    assert "1 des 2 notices" in text(librarian, f"{RUNS}inspect/{run.pk}/")
    assert "1 des 2" not in text(librarian, f"{RUNS}inspect/{run_one.pk}/")
    librarian.post(f"{RUNS}{run.pk}/absentes/", {"expected": "1"})
    run_waiting_jobs()
    assert not Record.objects.exclude(deleted_at=None).exists()
    librarian.post(f"{RUNS}{run.pk}/absentes/", {"expected": "1", "is_confirmed": "on"})
    run_waiting_jobs()
    assert Record.objects.exclude(deleted_at=None).get().key == "2"


def test_the_report_is_filtered_and_taken_away_without_formulas(
    librarian: Client, sources: dict[str, Source], file_of: FileOf
) -> None:
    bad = b"no leader at all\x1d"
    twice = Notice("=HYPERLINK(0)", "Autre")
    said = run_import(file_of(Notice("=HYPERLINK(0)"), twice, bad), source="valley")
    address = f"{RUNS}inspect/{said['run']}/"
    assert "porte déjà" in text(librarian, address)
    assert "porte déjà" not in text(librarian, f"{address}?kind=rejected").partition("<tbody>")[2]
    answer: Any = librarian.get(f"{RUNS}{said['run']}/rapport/")
    lines = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode()), delimiter=";"))
    assert len(lines) == 3
    assert lines[1][2] == "'=HYPERLINK(0)"
