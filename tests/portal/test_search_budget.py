"""Whoever turns facets by machine waits; a reader never does."""

import pytest
from django.test import Client, RequestFactory

from portee.catalogue.api import FacetName
from portee.kernel.actor import Actor
from portee.portal import search_budget
from portee.portal.queries.search_question import SearchQuestion
from portee.portal.search_budget import Budget, client_of, cost_of
from tests.portal.search_shelf import Shelf


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Budget:
    """Leave each client three filters, and one more each ten seconds."""
    budget = Budget(capacity=3, per_second=0.1, clock=Clock())
    monkeypatch.setattr(search_budget, "budget", budget)
    return budget


def test_a_budget_is_spent_then_comes_back() -> None:
    clock = Clock()
    budget = Budget(capacity=3, per_second=0.5, clock=clock)
    assert [budget.spend("a", 1) for _ in range(4)] == [None, None, None, 2]
    assert budget.spend("b", 1) is None
    clock.seconds = 2.0
    assert budget.spend("a", 1) is None


def test_a_cost_larger_than_any_budget_is_paid_by_a_whole_one() -> None:
    clock = Clock()
    budget = Budget(capacity=3, per_second=1, clock=clock)
    assert budget.spend("a", 100) is None
    assert budget.spend("a", 100) == 3
    clock.seconds = 3.0
    assert budget.spend("a", 100) is None


def test_clients_that_come_and_go_take_no_memory() -> None:
    budget = Budget(capacity=3, per_second=1, most_clients=10, clock=Clock())
    for number in range(1000):
        budget.spend(str(number), 1)
    assert len(budget) == 10


def test_words_are_free_and_each_facet_costs() -> None:
    words = SearchQuestion(text="violoncelle")
    assert cost_of(words) == 0
    narrowed = words.choosing(FacetName.LEVEL, "cycle-1").choosing(FacetName.TYPE, "score")
    assert cost_of(narrowed) == 2
    assert cost_of(narrowed.choosing(FacetName.TYPE, "book")) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("", "", True),
    ],
)
def test_a_client_is_an_address_or_the_network_of_a_subscriber(
    one: str, other: str, same: bool
) -> None:
    requests = [RequestFactory().get("/", REMOTE_ADDR=address) for address in (one, other)]
    first, second = map(client_of, requests)
    assert (first == second) is same


def test_people_who_signed_in_have_a_budget_of_their_own() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
    before = client_of(request)
    request.actor = Actor(account_id=7)  # type: ignore[attr-defined]
    assert client_of(request) != before


@pytest.mark.parametrize("address", ["/recherche?q=bach&type={}", "/api/v1/search?type={}"])
def test_a_robot_that_turns_facets_is_told_when_to_come_back(
    client: Client, shelf: Shelf, small: Budget, address: str
) -> None:
    answers = [client.get(address.format(f"t{number}")) for number in range(5)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1]["Retry-After"]) == 10
    assert client.get(address.format("t9"), REMOTE_ADDR="192.0.2.9").status_code == 200


def test_a_reader_searches_by_words_whatever_a_robot_of_the_same_address_did(
    client: Client, shelf: Shelf, small: Budget
) -> None:
    for number in range(6):
        client.get(f"/recherche?type=t{number}")
    assert client.get("/recherche?q=violoncelle").status_code == 200
    assert client.get("/api/v1/search?q=violoncelle").status_code == 200


def test_an_export_costs_more_than_a_page(client: Client, shelf: Shelf, small: Budget) -> None:
    assert client.get("/export/recherche.csv?q=bach").status_code == 200
    assert client.get("/export/recherche.csv?q=bach").status_code == 429
