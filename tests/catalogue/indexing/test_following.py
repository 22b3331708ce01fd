"""Whatever changes in the catalogue is known by the index once the changes are applied."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from portee.catalogue.api import FacetName, FacetWanted, Filter, Query, scan, search
from portee.catalogue.indexing.applying import BATCH_CHANGES, apply_next, bring_up_to_date
from portee.catalogue.indexing.checking import DifferenceKind, check_index, check_originals
from portee.catalogue.indexing.outbox import Mark, index_state, is_followed
from portee.catalogue.indexing.rebuilding import rebuild_index
from portee.catalogue.indexing.tree import follow_tree
from portee.catalogue.models import (
    CatalogueState,
    IndexChange,
    Record,
    RecordVersion,
    Resource,
    Verdict,
)
from portee.catalogue.search.port import BusyError, IndexMissingError
from portee.catalogue.services.match_decision import decide_match
from portee.network.services.establishment import create_establishment, move_establishment
from tests.catalogue.conftest import FileOf, Notice, run_import
from tests.catalogue.search_engine import IndexNow

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
TODAY = date(2026, 3, 1)


def moment() -> datetime:
    return AT


def found(text: str = "") -> set[int]:
    return set(scan(Query(text)))


def living() -> set[int]:
    return set(Resource.objects.filter(withdrawn_at=None).values_list("pk", flat=True))


def establishments(query: Query) -> dict[str, int]:
    wanted = FacetWanted(FacetName.ESTABLISHMENT, under="valley")
    result = search(Query(query.text, facets=(wanted,)))
    return {one.value: one.count for one in result.facets[FacetName.ESTABLISHMENT]}


def test_a_record_that_its_source_withdraws_is_found_no_more(
    file_of: FileOf, index_now: IndexNow
) -> None:
    run_import(file_of(Notice("1", title="Carmen"), Notice("2", title="Faust")))
    index_now()
    run_import(file_of(Notice("2", title="Faust"), name="b.mrc"), "--mark-missing", "--yes")
    index_now()
    assert len(found()) == 1
    assert found("carmen") == set()


def test_two_resources_that_a_person_puts_together_are_one_in_the_index(
    file_of: FileOf, index_now: IndexNow
) -> None:
    run_import(file_of(Notice("1", title="Carmen"), Notice("2", title="Karmen")))
    index_now()
    assert len(found()) == 2
    first, second = Record.objects.order_by("pk").values_list("pk", flat=True)
    decide_match(first_id=first, second_id=second, verdict=Verdict.TOGETHER, account_id=None, at=AT)
    index_now()
    assert found("carmen") == found("karmen") == living()
    assert len(living()) == 1


def test_a_second_source_of_the_same_words_is_known(file_of: FileOf, index_now: IndexNow) -> None:
    carmen = Notice("1", title="Carmen", isbn=("978-2-07-061275-8",))
    run_import(file_of(carmen))
    index_now()
    run_import(file_of(carmen, name="b.mrc"), source="pmb")
    index_now()
    sources = search(Query(facets=(FacetWanted(FacetName.SOURCE),))).facets[FacetName.SOURCE]
    assert {one.value: one.count for one in sources} == {"koha": 1, "pmb": 1}


def test_what_an_establishment_holds_moves_with_it_in_the_tree(
    file_of: FileOf, index_now: IndexNow, search_engine: Any
) -> None:
    root = create_establishment(code="valley", name="Vallée", kind="network", parent_id=None, at=AT)
    group, library = (
        create_establishment(code=code, name=code, kind=kind, parent_id=root.pk, at=AT)
        for code, kind in (("group", "commune_group"), ("mill", "library"))
    )
    run_import(file_of(Notice("1", title="Carmen")), "--establishment", "mill")
    index_now()
    assert establishments(Query()) == {"valley/mill": 1}
    move_establishment(establishment_id=library.pk, parent_id=group.pk, at=AT)
    index_now()
    assert establishments(Query()) == {"valley/group": 1}
    narrowed = Filter(FacetName.ESTABLISHMENT, values=("valley/group/mill",))
    assert search(Query(filters=(narrowed,))).total == 1
    assert check_index(search_engine).differences == []


def test_changes_are_forgotten_once_they_are_applied(file_of: FileOf, index_now: IndexNow) -> None:
    run_import(file_of(Notice("1"), Notice("2")))
    assert IndexChange.objects.count() == 2
    index_now()
    run_import(file_of(Notice("3"), name="b.mrc"))
    index_now()
    assert not IndexChange.objects.exists()
    assert found() == living()


def test_what_changes_while_the_index_is_rebuilt_is_not_lost(
    file_of: FileOf, index_now: IndexNow, search_engine: Any
) -> None:
    run_import(file_of(Notice("1", title="Carmen")))
    index_now()

    def change(_done: int, _total: int) -> None:
        """Write and apply a change to the live index after the rebuild has read the record."""
        run_import(file_of(Notice("1", title="Faust"), name="b.mrc"))
        bring_up_to_date(search_engine, moment=moment)

    rebuild_index(search_engine, today=TODAY, moment=moment, on_progress=change)
    index_now()
    assert found("faust") == living()
    assert check_index(search_engine).differences == []


def test_a_second_rebuild_and_a_second_writer_are_told_so(search_engine: Any) -> None:
    with search_engine.rebuild(), pytest.raises(BusyError):
        rebuild_index(search_engine, today=TODAY, moment=moment)
    bring_up_to_date(search_engine, moment=moment)
    with search_engine.writer(), pytest.raises(BusyError):
        bring_up_to_date(search_engine, moment=moment)


def test_an_index_ahead_of_its_database_cannot_follow_it(
    file_of: FileOf, index_now: IndexNow, search_engine: Any
) -> None:
    run_import(file_of(Notice("1")))
    index_now()
    mark = Mark.read(search_engine.mark())
    assert is_followed(mark)
    CatalogueState.objects.update(generation=0)
    assert not is_followed(mark)
    state = index_state()
    state.lineage = "another database"
    state.save()
    assert not is_followed(mark)


@pytest.mark.parametrize("text", ["", "abc", "a:b:c", "a:1", "a:1:-2", "::"])
def test_a_mark_of_nobody_is_no_mark(text: str) -> None:
    assert Mark.read(text) is None


def test_a_batch_is_bounded_and_the_next_one_goes_on_from_it(
    file_of: FileOf, index_now: IndexNow, search_engine: Any
) -> None:
    index_now()
    run_import(file_of(*(Notice(str(number)) for number in range(3))))
    first = IndexChange.objects.order_by("pk").values_list("resource_id", flat=True)[0]
    IndexChange.objects.bulk_create(IndexChange(resource_id=first) for _ in range(BATCH_CHANGES))
    mark = Mark.read(search_engine.mark())
    tree = follow_tree()
    commits = 0
    with search_engine.writer() as writer:
        while mark is not None:
            mark = apply_next(writer, mark=mark, tree=tree, today=TODAY)
            commits += mark is not None
    assert commits == 2
    assert found() == living()


def test_the_check_names_what_differs(
    file_of: FileOf, index_now: IndexNow, search_engine: Any
) -> None:
    run_import(file_of(*(Notice(str(number), title=f"Titre {number}") for number in range(4))))
    index_now()
    missing, other, gone, _ = sorted(living())
    with search_engine.writer() as writer:
        writer.remove([missing])
        writer.commit()
    Resource.objects.filter(pk=other).update(sort_title="autre")
    Resource.objects.filter(pk=gone).update(withdrawn_at=AT)
    RecordVersion.objects.filter(record__resource_id=other).update(content=b"another")
    report = check_index(search_engine)
    check_originals(report)
    assert [(one.kind, one.id) for one in report.differences[:3]] == [
        (DifferenceKind.NOT_INDEXED, missing),
        (DifferenceKind.INDEXED_OTHERWISE, other),
        (DifferenceKind.NOT_IN_CATALOGUE, gone),
    ]
    assert report.differences[3].kind is DifferenceKind.BYTES_CHANGED
    assert len(report.differences) == 4


def test_the_check_of_an_index_that_is_not_there_says_so(settings: Any) -> None:
    del settings
    from portee.catalogue.indexing.engine import current_engine, forget_engines  # noqa: PLC0415

    forget_engines()
    with pytest.raises(IndexMissingError):
        check_index(current_engine())
