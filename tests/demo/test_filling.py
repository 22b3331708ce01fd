"""`portee demo` imports the files of the demonstration as anybody's are imported, once."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portee.catalogue import api as catalogue
from portee.catalogue.models import Holding, ImportRun, Record, Resource, Source
from tests.network.conftest import Create, create

__all__ = ["create"]

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CONFLUENCES = "partotheque-confluences"
BNF = ("bnf-partitions", "bnf-mediatheque")
HOLDERS = (
    "conservatoire-des-confluences",
    "conservatoire-montauban",
    "memo-mediatheque-de-montauban",
)


@pytest.fixture
def holders(create: Create) -> None:
    for code in HOLDERS:
        create(code)


@pytest.fixture
def copied(tmp_path: Path, folder: Path, holders: None) -> Path:
    """The files of the demonstration, to be changed."""
    return shutil.copytree(folder, tmp_path / "demo")


def fill(folder: Path, *only: str) -> int:
    """How many files were imported."""
    return catalogue.fill_demonstration(
        folder=folder, holder="a test", moment=lambda: NOON, only=only
    )


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_source_is_created_as_the_list_says_it(folder: Path, holders: None) -> None:
    assert fill(folder, CONFLUENCES) == 1
    source = Source.objects.get()
    assert (source.code, bool(source.licence), bool(source.sheet)) == (CONFLUENCES, True, True)
    run = ImportRun.objects.get()
    assert (run.state, run.rejected, run.created) == ("finished", 0, run.read)
    assert run.read == Record.objects.count() > 40


def test_filled_twice_is_filled_once(folder: Path, holders: None) -> None:
    fill(folder, CONFLUENCES)
    before = list(Record.objects.order_by("pk").values())
    assert fill(folder, CONFLUENCES) == 0
    assert list(Record.objects.order_by("pk").values()) == before
    assert ImportRun.objects.count() == 1
    assert not catalogue.is_demonstration_filled(folder)


def test_one_document_that_two_sources_give_is_held_at_both_places(
    folder: Path, holders: None
) -> None:
    fill(folder, *BNF)
    assert Record.objects.count() == 2 * Resource.objects.count()
    for resource in Resource.objects.all():
        held = Holding.objects.filter(record__resource=resource)
        assert len(set(held.values_list("establishment__code", flat=True))) == 2


def test_staff_has_said_which_scores_of_two_lists_are_one(folder: Path, holders: None) -> None:
    fill(folder, CONFLUENCES, "partotheque-montauban")
    shared = Resource.objects.filter(withdrawn_at=None, record_count=2)
    assert shared.count() == Record.objects.filter(source__code=CONFLUENCES).count()
    held = Holding.objects.filter(record__resource=shared[0])
    assert len(set(held.values_list("establishment__code", flat=True))) == 2


def test_changed_sheet_is_read_again(copied: Path) -> None:
    fill(copied, CONFLUENCES)
    change(copied / "sources.toml", "C2 → 2e cycle", "C2 → 3e cycle")
    assert fill(copied, CONFLUENCES) == 1
    said = Record.objects.values_list("version__classification", flat=True)
    assert not any("cycle-2" in one for one in said)
    assert any("cycle-3" in one for one in said)


def test_line_that_is_gone_is_marked_as_deleted(copied: Path) -> None:
    fill(copied, CONFLUENCES)
    path = copied / "records" / "partotheque-confluences.csv"
    gone = path.read_text("utf-8").splitlines(keepends=True)[1]
    change(path, gone, "")
    assert fill(copied, CONFLUENCES) == 1
    assert Record.objects.filter(deleted_at=NOON).count() == 1


def test_network_comes_before_its_records(db: None, folder: Path) -> None:
    with pytest.raises(LookupError):
        fill(folder, CONFLUENCES)
    assert not Source.objects.exists()
