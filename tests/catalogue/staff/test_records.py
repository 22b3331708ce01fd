"""The screens of records, and what all screens cost."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portee.catalogue.models import Record, Source
from tests.catalogue.conftest import FileOf, Notice, run_import
from tests.catalogue.staff.conftest import ISBN, RECORDS, RUNS, text

pytestmark = pytest.mark.django_db


def test_one_record_is_shown_beside_what_was_understood(
    librarian: Client, sources: dict[str, Source], file_of: FileOf
) -> None:
    run_import(
        file_of(Notice("1", "Carmen", isbn=(ISBN,), items=(("MED", "B1"),))), source="valley"
    )
    run_import(file_of(Notice("1", "Carmen !", isbn=(ISBN,))), source="valley")
    record = Record.objects.get()
    page = text(librarian, f"{RECORDS}inspect/{record.pk}/")
    assert "Titre et mention de responsabilité" in page
    assert "␟aCarmen !" in page
    assert "Ce qui change" in page
    old = record.versions.earliest("pk")
    sent = librarian.get(f"{RECORDS}{record.pk}/octets/?version={old.pk}").content
    assert sent == bytes(old.content)


def test_librarian_parts_and_joins_records_of_her_sources(
    librarian: Client, sources: dict[str, Source], file_of: FileOf
) -> None:
    run_import(file_of(Notice("1", isbn=(ISBN,))), source="valley")
    run_import(file_of(Notice("9", isbn=(ISBN,))), source="hills")
    hers, theirs = Record.objects.get(key="1"), Record.objects.get(key="9")
    assert hers.resource_id == theirs.resource_id
    assert librarian.get(f"{RECORDS}inspect/{theirs.pk}/").status_code == 404
    run_import(file_of(Notice("2", isbn=(ISBN,)), Notice("1", isbn=(ISBN,))), source="valley")
    second = Record.objects.get(key="2")
    librarian.post(f"{RECORDS}{hers.pk}/decider/", {"verdict": "apart", "other": second.pk})
    assert Record.objects.get(key="2").resource_id != Record.objects.get(key="1").resource_id
    page = text(librarian, f"{RECORDS}inspect/{hers.pk}/")
    assert "Deux ressources différentes" in page


def test_pages_cost_the_same_however_much_they_show(
    librarian: Client, sources: dict[str, Source], file_of: FileOf
) -> None:
    bad = b"no leader at all\x1d"
    run = run_import(file_of(Notice("1", isbn=(ISBN,)), bad), source="valley")["run"]
    first = Record.objects.get().pk
    pages = [
        "/gestion/sources/",
        RUNS,
        RECORDS,
        "/gestion/ressources/",
        "/gestion/valeurs/",
        f"{RUNS}inspect/{run}/",
        f"{RECORDS}inspect/{first}/",
    ]
    few = list(queries_of(librarian, pages))
    more = [Notice(str(n), isbn=(ISBN,)) for n in range(2, 12)]
    run_import(file_of(Notice("1", isbn=(ISBN,)), *more, *[bad] * 10), source="valley")
    many = list(queries_of(librarian, pages))
    assert all(after <= before + 1 for before, after in zip(few, many, strict=True)), (few, many)
    assert max(many) <= 22, dict(zip(pages, many, strict=True))


def queries_of(client: Client, pages: list[str]) -> Iterator[int]:
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            text(client, page)
        yield len(captured)
