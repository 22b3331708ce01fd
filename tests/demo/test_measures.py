"""The measures of relevance, on pages small enough to reckon by hand."""

import pytest

from benchmarks.support.relevance.measures import gain, reciprocal_rank
from benchmarks.support.relevance.peers import pieces_of
from portee.catalogue.search.port import Field


def test_rank_is_that_of_the_first_good_answer_on_the_page() -> None:
    assert reciprocal_rank([7, 3, 5], {3, 5}) == 0.5
    assert reciprocal_rank([7], {3}) == 0
    assert reciprocal_rank([*range(10), 42], {42}) == 0


def test_gain_is_whole_when_the_page_could_not_be_better() -> None:
    assert gain([3, 5, 8], {3, 5}) == 1
    assert gain(range(10), set(range(50))) == 1
    assert gain([8, 3, 5], {3, 5}) == pytest.approx((0.63093 + 0.5) / 1.63093, abs=1e-4)
    assert gain([1, 2], {3}) == 0


def test_databases_are_asked_in_their_own_language() -> None:
    said = pieces_of('titre:"La Bayadère" -Œuvre D 911')
    assert [(one.words, one.field, one.is_excluded) for one in said] == [
        (("la", "bayadere"), Field.TITLE, False),
        (("oeuvre",), None, True),
        (("d",), None, False),
        (("911",), None, False),
    ]
