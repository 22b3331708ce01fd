"""The API that other programs hold on to: its fields, its refusals, its description."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from portee.catalogue.models import Resource
from portee.network.models import Establishment
from portee.portal.search_budget import budget
from tests.portal.search_shelf import VIOLONCELLE, Shelf


def told(client: Client, address: str, status: int = 200, **headers: str) -> Any:
    response = client.get(address, headers=headers)
    assert response.status_code == status, response.content
    assert response["Content-Type"].startswith("application/json")
    return response.json()


def test_a_search_answers_with_the_fields_promised(client: Client, shelf: Shelf) -> None:
    answer = told(client, "/api/v1/search?q=cygne")
    assert answer.keys() == {
        "total",
        "total_exact",
        "hits",
        "facets",
        "next",
        "corrected",
        "took_ms",
    }
    assert (answer["total"], answer["total_exact"]) == (1, True)
    (hit,) = answer["hits"]
    assert hit["title"] == "Le Cygne"
    assert hit["contributors"] == ["Camille Saint-Saëns"]
    assert (hit["type"], hit["date"]) == ("score", "1887")
    assert hit["access"] == ["online", "loan"]
    assert hit["url"] == f"/ressource/{hit['id']}/le-cygne"


def test_facets_come_with_their_words_and_counts(client: Client, shelf: Shelf) -> None:
    facets = told(client, "/api/v1/search?q=violoncelle&level=cycle-2")["facets"]
    assert facets["level"] == [
        {"value": "cycle-1", "label": "1er cycle", "count": 1, "selected": False},
        {"value": "cycle-2", "label": "2e cycle", "count": 1, "selected": True},
        {"value": "cycle-3", "label": "3e cycle", "count": 1, "selected": False},
    ]
    assert facets["establishment"] == [
        {
            "value": "reseau/caussade",
            "label": "Médiathèque de Caussade",
            "count": 1,
            "selected": False,
        }
    ]


def test_labels_follow_the_language_asked_for(client: Client, shelf: Shelf) -> None:
    asked = told(client, "/api/v1/search?q=cygne&lang=en")
    preferred = told(client, "/api/v1/search?q=cygne", accept_language="en-GB,fr;q=0.5")
    unknown = told(client, "/api/v1/search?q=cygne", accept_language="de")
    assert [one["hits"][0]["type_label"] for one in (asked, preferred, unknown)] == [
        "Score",
        "Score",
        "Partition",
    ]
    assert asked["hits"][0]["url"].startswith("/en/ressource/")


def test_only_the_facets_wanted_are_counted(client: Client, shelf: Shelf) -> None:
    facets = told(client, "/api/v1/search?facets=type&facets=instrument&under=instrument:strings")
    assert facets["facets"].keys() == {"type", "instrument"}
    assert [one["value"] for one in facets["facets"]["instrument"]] == ["strings/bowed-strings"]


def test_a_result_is_read_page_by_page(client: Client, shelf: Shelf) -> None:
    seen: list[int] = []
    address = "/api/v1/search?sort=title&limit=4"
    answer = told(client, address)
    seen += [hit["id"] for hit in answer["hits"]]
    answer = told(client, f"{address}&after={answer['next']}")
    seen += [hit["id"] for hit in answer["hits"]]
    assert answer["next"] is None
    assert len(set(seen)) == len(seen) == 6


def test_what_was_corrected_is_said(client: Client, shelf: Shelf) -> None:
    assert told(client, "/api/v1/search?q=violoncekle")["corrected"] == "violoncelle"
    exact = told(client, "/api/v1/search?q=violoncekle&exact=1")
    assert (exact["corrected"], exact["total"]) == (None, 0)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=101", "limit"),
        ("limit=-1", "limit"),
        ("limit=many", "limit"),
        ("sort=best", "sort"),
        ("date=yesterday", "date"),
        ("after=tampered", "after"),
        ("facets=colour", "facets"),
        ("under=strings", "under"),
        ("discipine=music", "discipine"),
        ("lang=de", "lang"),
        ("exact=perhaps", "exact"),
        ("subject=" + "a" * 300, "subject"),
    ],
)
def test_a_wrong_parameter_is_refused_by_its_name(
    client: Client, shelf: Shelf, query: str, parameter: str
) -> None:
    answer = told(client, f"/api/v1/search?{query}", 400)
    assert answer["parameter"] == parameter
    assert answer["message"]


def test_a_cursor_serves_its_own_search_alone(client: Client, shelf: Shelf) -> None:
    cursor = told(client, "/api/v1/search?limit=2&sort=title")["next"]
    assert told(client, f"/api/v1/search?sort=title&q=piano&after={cursor}", 400)["parameter"] == (
        "after"
    )


def test_suggestions_lead_somewhere(client: Client, shelf: Shelf) -> None:
    offered = told(client, "/api/v1/suggest?q=violonc")["suggestions"]
    assert {"kind": "instrument", "label": "Instrument", "text": "Violoncelle"}.items() <= (
        offered[0].items()
    )
    for one in offered:
        assert client.get(one["url"], follow=True).status_code == 200
    assert told(client, "/api/v1/suggest?q=cyg")["suggestions"][-1]["text"] == "Le Cygne"
    assert told(client, "/api/v1/suggest?q=")["suggestions"] == []


def test_a_resource_is_read_in_full(client: Client, shelf: Shelf) -> None:
    resource = Resource.objects.get(title="Le Cygne")
    answer = told(client, f"/api/v1/resources/{resource.pk}")
    assert answer["title"] == "Le Cygne"
    assert answer["subjects"] == ["Cygnes"]
    assert answer["disciplines"] == ["music"]
    assert answer["holders"] == ["Conservatoire"]
    assert answer["online_url"] == "https://exemple.org/cygne"


@pytest.mark.parametrize("number", [-1, 0, 999_999, 10**30])
def test_a_number_that_no_resource_bears_is_not_found(
    client: Client, shelf: Shelf, number: int
) -> None:
    assert told(client, f"/api/v1/resources/{number}", 404)["message"]


def test_what_is_no_number_is_refused_as_programs_read_it(client: Client, shelf: Shelf) -> None:
    assert told(client, "/api/v1/resources/cygne", 400)["parameter"] == "resource_id"


def test_a_resource_that_is_gone_says_so(client: Client, shelf: Shelf) -> None:
    resource = Resource.objects.get(title="Le Cygne")
    Resource.objects.filter(pk=resource.pk).update(withdrawn_at=resource.created_at)
    assert told(client, f"/api/v1/resources/{resource.pk}", 410)["message"]


def test_search_being_rebuilt_is_a_service_unavailable(
    client: Client, network: Establishment
) -> None:
    for address in ("/api/v1/search?q=a", "/api/v1/suggest?q=ab"):
        response = client.get(address)
        assert response.status_code == 503
        assert response["Retry-After"]


def test_a_family_of_the_api_is_the_one_of_the_page(client: Client, shelf: Shelf) -> None:
    answer = told(client, f"/api/v1/search?instrument={VIOLONCELLE}")
    assert answer["total"] == 3
    page = client.get(f"/recherche?instrument={VIOLONCELLE}").content.decode()
    assert "3 ressources" in page


def test_the_api_describes_itself_and_loads_nothing_from_elsewhere(
    client: Client, db: None
) -> None:
    description = told(client, "/api/openapi.json")
    assert description["openapi"].startswith("3.1")
    assert {"/api/v1/search", "/api/v1/suggest", "/api/v1/resources/{resource_id}"} == set(
        description["paths"]
    )
    assert client.get("/api/docs").status_code == 404
    assert client.get("/api/").status_code == 404


def test_the_api_keeps_its_addresses() -> None:
    assert reverse("api:search") == "/api/v1/search"
    assert reverse("api:suggest") == "/api/v1/suggest"


REFUSED_AT_THE_ENTRANCE = {400, 414}
"""Control characters, broken UTF-8 and endless addresses never reach the API: the site answers for it."""

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Keep the connection of the test when the application, called as a server would, is done with a request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
def test_the_api_answers_as_it_describes_whatever_is_sent(shelf: Shelf) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    answered: Counter[int] = Counter()
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)

        @settings(
            max_examples=10,
            phases=[Phase.generate],
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=found.ok().as_strategy())
        def answers(case: Any) -> None:
            budget.forget()
            response = case.call(headers={"Accept-Encoding": "identity"})
            answered[response.status_code] += 1
            if response.status_code in REFUSED_AT_THE_ENTRANCE and b"<html" in response.content:
                return
            case.validate_response(response, checks=CHECKS)

        answers()
    assert answered[200] > 3
    assert answered[400] > 1
