"""An import that stops anywhere and is started again ends as if it had never stopped."""

from pathlib import Path
from typing import Any

import pytest

from portee.catalogue.models import ImportRun, Record, RunState
from portee.catalogue.queries.catalogue_fingerprint import catalogue_fingerprint
from portee.catalogue.services import batch, import_loop
from portee.catalogue.services.import_run import cancel_run
from tests.catalogue.conftest import FileOf, Notice, counts, run_import

pytestmark = pytest.mark.django_db


def many(count: int) -> list[Notice | bytes]:
    """Records of every fate: new ones, two that share an identifier, some that no reader accepts."""
    records: list[Notice | bytes] = [
        Notice(str(n), f"Titre {n}", items=(("MED", f"B{n}"),)) for n in range(count)
    ]
    records[3] = Notice("1", "Un autre titre sous le même numéro")
    records[5] = b"neither a leader nor a directory\x1d"
    return records


class KilledError(BaseException):
    """The process is no more."""


def killed_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the import die when it is about to write its batch of this number."""
    write = batch.write_batch
    calls = iter(range(number + 1))

    def write_until(**facts: Any) -> Any:
        if next(calls) == number:
            raise KilledError
        return write(**facts)

    monkeypatch.setattr(import_loop, "write_batch", write_until)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_loop, "BATCH_RECORDS", 4)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_run_that_is_killed_goes_on_from_its_last_batch(
    file_of: FileOf, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = file_of(*many(15))
    whole = run_import(path, source="whole")
    with monkeypatch.context() as patch:
        killed_at(number, patch)
        with pytest.raises(KilledError):
            run_import(path)
    assert Record.objects.filter(source__code="koha").count() < 14
    again = run_import(path)
    assert counts(again) == counts(whole)
    assert ImportRun.objects.filter(source__code="koha").count() == 1
    keys = [
        sorted(Record.objects.filter(source__code=code).values_list("key", "fingerprint"))
        for code in ("whole", "koha")
    ]
    assert keys[0] == keys[1]


def test_the_fingerprint_of_the_catalogue_tells_what_it_holds_and_not_how_it_came(
    file_of: FileOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_of(*many(15))
    with monkeypatch.context() as patch:
        killed_at(2, patch)
        with pytest.raises(KilledError):
            run_import(path)
    half = catalogue_fingerprint()
    run_import(path)
    whole = catalogue_fingerprint()
    assert half != whole
    run_import(path)
    assert catalogue_fingerprint() == whole


def test_a_process_that_lost_its_run_writes_nothing_more(
    file_of: FileOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_of(*many(15))
    write = batch.write_batch

    def taken_over(**facts: Any) -> Any:
        ImportRun.objects.update(holder="somebody else")
        return write(**facts)

    monkeypatch.setattr(import_loop, "write_batch", taken_over)
    with pytest.raises(Exception, match=r"repris|taken"):
        run_import(path)
    assert not Record.objects.exists()


def test_a_cancelled_run_keeps_what_it_wrote_and_goes_on_when_asked(
    file_of: FileOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_of(*many(15))
    write = batch.write_batch

    def cancelled(**facts: Any) -> Any:
        tally = write(**facts)
        cancel_run(run_id=facts["facts"].run_id)
        return tally

    with monkeypatch.context() as patch:
        patch.setattr(import_loop, "write_batch", cancelled)
        with pytest.raises(Exception, match=r"annulé|cancelled"):
            run_import(path)
    assert ImportRun.objects.get().state == RunState.CANCELLED
    assert Record.objects.count() == 4
    assert counts(run_import(path))["read"] == 15


def test_another_file_of_the_source_leaves_a_run_that_was_killed_behind(
    file_of: FileOf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patch:
        killed_at(1, patch)
        with pytest.raises(KilledError):
            run_import(file_of(*many(15)))
    ImportRun.objects.update(state=RunState.RUNNING)
    run_import(file_of(Notice("1", "Titre 1"), name="other.mrc"))
    states = ImportRun.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [RunState.INTERRUPTED, RunState.FINISHED]
