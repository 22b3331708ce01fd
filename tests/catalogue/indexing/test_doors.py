"""What is imported is found, by the door that other contexts use."""

import pytest

from portee.catalogue.api import FacetName, FacetWanted, IndexMissingError, Query, search, suggest
from tests.catalogue.conftest import FileOf, Notice, run_import
from tests.catalogue.search_engine import IndexNow


@pytest.mark.django_db
def test_what_was_imported_is_found_once_it_is_indexed(
    file_of: FileOf, index_now: IndexNow
) -> None:
    run_import(file_of(Notice("1", title="Carmen"), Notice("2", title="Le Barbier de Séville")))
    assert search(Query("barbier")).total == 0
    index_now()
    found = search(Query("barbier", facets=(FacetWanted(FacetName.TYPE),)))
    assert found.total == 1
    assert [one.id for one in suggest("sevil")] == [found.hits[0].id]


@pytest.mark.django_db
def test_what_changes_is_found_as_it_is_now(file_of: FileOf, index_now: IndexNow) -> None:
    run_import(file_of(Notice("1", title="Carmen")))
    index_now()
    run_import(file_of(Notice("1", title="Faust"), name="more.mrc"))
    index_now()
    assert [search(Query(text)).total for text in ("carmen", "faust")] == [0, 1]


@pytest.mark.django_db
def test_search_says_that_it_is_being_rebuilt_while_there_is_no_index() -> None:
    with pytest.raises(IndexMissingError):
        search(Query("carmen"))
