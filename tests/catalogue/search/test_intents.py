"""What a query is also about is offered, and nothing else."""

import pytest

from portee.catalogue.search.intents import Intent, IntentKind, recognised
from portee.catalogue.search.port import FacetName

NAMES = {
    "network/crr-lyon": "Conservatoire de Lyon",
    "network/library/ecully": "Bibliothèque d’Écully",
    "network/et": "Et",
}


def offered(text: str) -> set[tuple[str, str]]:
    return {
        (str(intent.facet or intent.kind), intent.value)
        for intent in recognised(text, establishments=NAMES)
    }


def test_an_instrument_and_a_level_are_offered_with_their_families() -> None:
    found = recognised("violoncelle 2e cycle")
    by_facet = {intent.facet: intent for intent in found}
    assert by_facet[FacetName.LEVEL].value.endswith("cycle-2")
    assert by_facet[FacetName.LEVEL].rest == "violoncelle"
    assert by_facet[FacetName.INSTRUMENT].value.endswith("/cello")
    assert by_facet[FacetName.INSTRUMENT].value.startswith("strings/")
    assert by_facet[FacetName.INSTRUMENT].rest == "2e cycle"


@pytest.mark.parametrize("text", ["978-2-07-061275-8", "isbn 2070612759", "2 07 061275 9 chat"])
def test_an_isbn_is_recognised_however_it_is_written(text: str) -> None:
    assert ("isbn", "9782070612758") in offered(text)


@pytest.mark.parametrize("text", ["CONSERVATOIRE DE LYON", "piano conservatoire de lyon"])
def test_the_name_of_an_establishment_is_recognised_whole(text: str) -> None:
    assert ("establishment", "network/crr-lyon") in offered(text)


def test_accents_and_apostrophes_of_a_name_do_not_matter() -> None:
    assert offered("bibliotheque d'ecully") == {("establishment", "network/library/ecully")}


@pytest.mark.parametrize("text", ["", "et", "où est le chat", "conservatoire", "(((", '"'])
def test_ordinary_words_mean_nothing_more(text: str) -> None:
    assert offered(text) == set()


def test_a_word_serves_once() -> None:
    found = recognised("flûte à bec")
    assert len(found) == 1
    assert isinstance(found[0], Intent)
    assert found[0].kind is IntentKind.FILTER
    assert found[0].rest == ""


def test_long_queries_take_no_longer_than_short_ones() -> None:
    assert len(recognised("violon " * 5_000)) <= 40
