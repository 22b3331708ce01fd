"""The screens of new readings: a sheet is tried on what is stored, looked at, confirmed, stopped."""

import pytest
from django.test import Client

from portee.catalogue.models import (
    Holding,
    ImportRun,
    RecordVersion,
    RemapRun,
    RemapState,
    RunState,
    Source,
)
from portee.kernel.jobs import run_waiting_jobs
from tests.catalogue.conftest import FileOf, Notice, run_import, written
from tests.catalogue.staff.conftest import REMAPS, SOURCES, send, text

pytestmark = pytest.mark.django_db

SHEET = "995$b = establishment : MED → caylus"


@pytest.fixture
def stored(sources: dict[str, Source], file_of: FileOf) -> Source:
    """A source that has given two records, one with a copy."""
    run_import(file_of(Notice("1", items=(("MED", "B1"),)), Notice("2", "Faust")), source="valley")
    return sources["valley"]


def tried(client: Client, source: Source, lines: str = SHEET) -> RemapRun:
    """Send the form; the new reading that it starts."""
    answer = client.post(f"{REMAPS}new/", {"source": source.pk, "sheet_lines": lines})
    assert answer.status_code == 302, answer.content.decode()
    return RemapRun.objects.latest("pk")


def after_work(run: RemapRun) -> RemapRun:
    run_waiting_jobs()
    run.refresh_from_db()
    return run


def codes() -> set[str]:
    return set(Holding.objects.values_list("establishment_code", flat=True))


def test_a_sheet_is_tried_without_writing_anything_and_its_changes_are_shown(
    librarian: Client, stored: Source
) -> None:
    run = after_work(tried(librarian, stored))
    assert (run.state, run.position, run.changed) == (RemapState.SURVEYED, 2, 1)
    page = text(librarian, f"{REMAPS}inspect/{run.pk}/").partition("<h2>Ce qui change")[2]
    assert "Exemplaires" in page
    assert "MED" in page
    assert "caylus" in page
    stored.refresh_from_db()
    assert (stored.sheet, codes()) == ({}, {"MED"})


def test_what_was_tried_is_written_once_confirmed(librarian: Client, stored: Source) -> None:
    run = after_work(tried(librarian, stored))
    librarian.post(f"{REMAPS}{run.pk}/confirmer/")
    after_work(run)
    assert (run.state, run.foreseen, run.changed) == (RemapState.FINISHED, 1, 1)
    stored.refresh_from_db()
    assert stored.sheet == run.sheet
    assert codes() == {"caylus"}
    assert "Terminée" in text(librarian, f"{REMAPS}inspect/{run.pk}/")


def test_a_new_reading_is_cancelled_and_goes_on_where_it_stopped(
    librarian: Client, stored: Source
) -> None:
    run = tried(librarian, stored)
    librarian.post(f"{REMAPS}{run.pk}/annuler/")
    assert after_work(run).state == RemapState.CANCELLED
    librarian.post(f"{REMAPS}{run.pk}/reprendre/")
    assert after_work(run).state == RemapState.SURVEYED
    librarian.post(f"{REMAPS}{run.pk}/confirmer/")
    librarian.post(f"{REMAPS}{run.pk}/annuler/")
    after_work(run)
    assert (run.state, codes()) == (RemapState.CANCELLED, {"MED"})
    librarian.post(f"{REMAPS}{run.pk}/reprendre/")
    assert (after_work(run).state, codes()) == (RemapState.FINISHED, {"caylus"})


def test_a_trial_that_another_one_replaces_can_neither_be_confirmed_nor_go_on(
    librarian: Client, stored: Source
) -> None:
    first = after_work(tried(librarian, stored))
    second = after_work(tried(librarian, stored, ""))
    for word in ("confirmer", "reprendre"):
        librarian.post(f"{REMAPS}{first.pk}/{word}/")
    assert after_work(first).state == RemapState.CANCELLED
    assert (second.state, second.changed) == (RemapState.SURVEYED, 0)


def test_nothing_is_written_while_an_import_of_the_source_is_under_way(
    librarian: Client, stored: Source
) -> None:
    run = after_work(tried(librarian, stored))
    waiting = send(librarian, stored, written(Notice("3")))
    librarian.post(f"{REMAPS}{run.pk}/confirmer/")
    assert ImportRun.objects.get(pk=waiting.pk).state == RunState.QUEUED
    run.refresh_from_db()
    assert run.state == RemapState.SURVEYED


def test_a_sheet_that_means_nothing_is_not_tried(librarian: Client, stored: Source) -> None:
    answer = librarian.post(f"{REMAPS}new/", {"source": stored.pk, "sheet_lines": "099$t = moon"})
    assert answer.status_code == 200
    assert not RemapRun.objects.exists()


def test_librarian_reads_again_the_sources_of_her_establishment_only(
    librarian: Client, sources: dict[str, Source]
) -> None:
    answer = librarian.post(f"{REMAPS}new/", {"source": sources["hills"].pk, "sheet_lines": ""})
    assert answer.status_code == 200
    theirs = RemapRun.objects.create(source=sources["hills"], state=RemapState.SURVEYED)
    assert librarian.get(f"{REMAPS}inspect/{theirs.pk}/").status_code == 404
    assert librarian.post(f"{REMAPS}{theirs.pk}/confirmer/").status_code == 404


def test_the_form_of_a_source_leads_to_the_trial_of_another_sheet(
    librarian: Client, stored: Source
) -> None:
    address = f"{REMAPS}new/?source={stored.pk}"
    assert address in text(librarian, f"{SOURCES}edit/{stored.pk}/")
    Source.objects.filter(pk=stored.pk).update(sheet={"separator": "|"})
    assert "separator = |" in text(librarian, address)


def test_the_page_of_a_new_reading_costs_the_same_however_much_changes(
    librarian: Client, stored: Source, file_of: FileOf, django_assert_max_num_queries: object
) -> None:
    run = after_work(tried(librarian, stored))
    assert RecordVersion.objects.count() == 2
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        text(librarian, f"{REMAPS}inspect/{run.pk}/")
