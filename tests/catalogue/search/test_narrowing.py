"""Filters, the counts of facets, and what may be seen."""

from portee.catalogue.search.port import (
    Access,
    AccessMode,
    Bounds,
    Engine,
    FacetCount,
    FacetName,
    FacetWanted,
    Filter,
    Query,
)
from tests.catalogue.search.shelf import found


def test_what_cannot_be_seen_is_neither_found_counted_nor_guessed(shelf: Engine) -> None:
    only = Access(frozenset({2, 3}), AccessMode.ONLY)
    result = shelf.search(Query("chat", access=only, facets=(FacetWanted(FacetName.INSTRUMENT),)))
    assert [hit.id for hit in result.hits] == [2]
    assert result.total == 1
    assert result.facets[FacetName.INSTRUMENT] == ()
    hidden = shelf.search(Query("violonchelle", access=only))
    assert (hidden.total, hidden.corrected) == (0, "")
    assert shelf.suggest("bac", access=only) == shelf.suggest("violo", access=only) == ()
    assert list(shelf.scan(Query("", access=only))) == [2, 4, 5]


def test_a_badge_tells_what_opens_and_hides_nothing(shelf: Engine) -> None:
    result = shelf.search(Query("chat", access=Access(frozenset({2}))))
    assert {hit.id: hit.is_open for hit in result.hits} == {2: True, 3: False}


def test_several_values_of_one_facet_add_up_and_do_not_narrow_their_own_counts(
    shelf: Engine,
) -> None:
    chosen = Filter(FacetName.INSTRUMENT, ("strings/cello", "voice"))
    wanted = (
        FacetWanted(FacetName.INSTRUMENT, under="strings"),
        FacetWanted(FacetName.SUBJECT),
    )
    result = shelf.search(Query("", filters=(chosen,), facets=wanted))
    assert {hit.id for hit in result.hits} == {1, 3}
    assert result.facets[FacetName.INSTRUMENT] == (
        FacetCount("strings/cello", 1, is_selected=True),
        FacetCount("strings/violin", 1),
        FacetCount("voice", 1, is_selected=True),
    )
    assert result.facets[FacetName.SUBJECT] == (
        FacetCount("chansons", 1),
        FacetCount("suites", 1),
    )


def test_a_family_counts_each_document_once(shelf: Engine) -> None:
    result = shelf.search(Query("", facets=(FacetWanted(FacetName.INSTRUMENT),)))
    assert result.facets[FacetName.INSTRUMENT] == (FacetCount("strings", 2), FacetCount("voice", 1))
    assert found(shelf, "", filters=(Filter(FacetName.INSTRUMENT, ("strings",)),)) == {1, 3}


def test_years_are_filtered_and_counted_by_ranges(shelf: Engine) -> None:
    ranges = (Bounds(1800, 1899), Bounds(None, 1799), Bounds(1859, 1859))
    query = Query(
        "",
        filters=(Filter(FacetName.DATE, ranges=(Bounds(1800, 1899),)),),
        facets=(FacetWanted(FacetName.DATE, ranges=ranges),),
    )
    result = shelf.search(query)
    assert {hit.id for hit in result.hits} == {3, 5}
    assert result.facets[FacetName.DATE] == (
        FacetCount("1800..1899", 2, is_selected=True),
        FacetCount("..1799", 1),
        FacetCount("1859..1859", 1),
    )
