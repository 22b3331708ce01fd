"""An address of the search, pasted by somebody, is what they saw or is refused with the reason."""

import pytest
from django.utils import translation

from portee.catalogue.api import FacetName, Sort
from portee.portal.queries.search_address import SearchAddressError, question_of, read_address
from portee.portal.queries.search_question import View, encoded

HOSTS = {"ressources.example"}


@pytest.mark.parametrize(
    "address",
    [
        "/recherche?type=score&level=cycle-2&sort=added",
        "/en/recherche?type=score&level=cycle-2&sort=added",
        "https://ressources.example/recherche?type=score&level=cycle-2&sort=added#resultats",
        "  ?type=score&level=cycle-2&sort=added ",
        "/recherche/?type=score&level=cycle-2&sort=added&view=covers&after=abc&open=type:score",
    ],
)
def test_an_address_is_read_wherever_it_was_copied(address: str) -> None:
    question = read_address(address, hosts=HOSTS)
    assert question.chosen == {FacetName.TYPE: ("score",), FacetName.LEVEL: ("cycle-2",)}
    assert (question.sort, question.view, question.after) == (Sort.ADDED, View.LIST, "")
    assert question_of(encoded(question.pairs())) == question


def test_plain_words_are_a_search() -> None:
    assert read_address("violoncelle 2e cycle").text == "violoncelle 2e cycle"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://ailleurs.example/recherche?q=x", "un autre site, ailleurs.example"),
        ("https://ressources.example.evil.example/recherche?q=x", "un autre site"),
        ("//ailleurs.example/recherche?q=x", "un autre site"),
        ("/etablissements/?q=x", "pas une adresse de la page de recherche"),
        ("/recherche", "ne demande rien"),
        ("/recherche?sort=added", "ne demande rien"),
        ("/recherche?q=", "ne demande rien"),
        ("/recherche?typ=score", "ne connaît pas « typ »"),
        ("/recherche?q=x&sort=loudest", "sort : "),
        ("/recherche?q=x&date=hier", "date : "),
        ("/recherche?" + "&".join(f"q={n}" for n in range(300)), "illisible"),
        ("https://[", "illisible"),
        ("", "ne demande rien"),
        ("\x00 \x1f", "ne demande rien"),
    ],
)
def test_what_is_no_search_of_this_site_is_refused_in_french(address: str, said: str) -> None:
    with translation.override("fr"), pytest.raises(SearchAddressError) as refusal:
        read_address(address, hosts=HOSTS)
    assert said.replace(" ", "") in str(refusal.value).replace("\xa0", "").replace(" ", "")
