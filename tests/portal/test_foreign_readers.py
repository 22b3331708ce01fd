"""What other people's programs read in what we give to machines: a feed reader, a JSON-LD processor."""

import json
import re
from html import unescape
from typing import Any

import feedparser
import pytest
from django.test import Client
from pyld import jsonld

from tests.portal.resource_shelf import ELEGY, Put
from tests.portal.search_shelf import Shelf

SCHEMA = "https://schema.org/"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def context_of_schema(url: str, _options: dict[str, Any]) -> dict[str, Any]:
    """Stand for the document that schema.org serves: every name without a prefix is one of its own."""
    assert url.rstrip("/") + "/" == SCHEMA
    own = {"url": {"@type": "@id"}, "contentUrl": {"@type": "@id"}}
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": {"@vocab": SCHEMA, **own}},
        "contentType": "application/ld+json",
    }


def statements(html: str) -> list[dict[str, Any]]:
    """What a JSON-LD processor understands of a page: its nodes, names in full."""
    (written,) = SCRIPT.findall(html)
    found: list[dict[str, Any]] = jsonld.flatten(
        json.loads(written), options={"documentLoader": context_of_schema}
    )
    return found


def one(nodes: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    (found,) = (node for node in nodes if f"{SCHEMA}{kind}" in node["@type"])
    return found


def value(node: dict[str, Any], name: str) -> str:
    (said,) = node[f"{SCHEMA}{name}"]
    return str(said.get("@value", said.get("@id")))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_feed_reader_finds_nothing_wrong_in_a_feed(
    language: str, client: Client, shelf: Shelf
) -> None:
    response = client.get(f"/flux/recherche?q=violoncelle&lang={language}")
    read = feedparser.parse(
        response.content, response_headers={"content-type": response["Content-Type"]}
    )
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    assert read.feed.language == language
    assert read.feed.links[0].rel == "self"
    assert len(read.entries) == 3
    for entry in read.entries:
        assert entry.title
        assert entry.link.startswith("http")
        assert entry.updated_parsed >= entry.published_parsed
    assert len({entry.id for entry in read.entries}) == 3


def test_a_feed_reader_reads_signs_of_markup_as_they_are(client: Client, shelf: Shelf) -> None:
    shelf("9;Le petit < le grand & l’autre étrange;;Livre;;;;;;;;;;")
    response = client.get("/flux/recherche?q=étrange")
    read = feedparser.parse(
        response.content, response_headers={"content-type": response["Content-Type"]}
    )
    assert not read.bozo
    assert [unescape(entry.title) for entry in read.entries] == [
        "Le petit < le grand & l’autre étrange"
    ]


def test_a_json_ld_processor_understands_a_score(client: Client, put: Put) -> None:
    number = put(*ELEGY)
    nodes = statements(client.get(f"/ressource/{number}", follow=True).content.decode())
    score = one(nodes, "SheetMusic")
    assert value(score, "name") == "Élégie, op. 24"
    assert value(score, "datePublished") == "1883"
    assert value(score, "url") == score["@id"]
    assert f"/ressource/{number}/" in score["@id"]
    assert value(one(nodes, "Person"), "name") == "Gabriel Fauré"
    assert value(one(nodes, "MediaObject"), "contentUrl") == "https://exemple.org/elegie"
    offers = [node for node in nodes if f"{SCHEMA}Offer" in node["@type"]]
    assert {value(offer, "sku") for offer in offers} == {"780 FAU", "S FAU"}


def test_a_json_ld_processor_is_not_led_out_of_the_script(client: Client, put: Put) -> None:
    hostile = "</script><script>alert(1)</script>"
    number = put(("200", (("a", hostile),)))
    nodes = statements(client.get(f"/ressource/{number}", follow=True).content.decode())
    assert hostile in {value(node, "name") for node in nodes if f"{SCHEMA}name" in node}
