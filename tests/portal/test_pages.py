"""What every public page of the portal owes its readers, in both languages."""

from collections import Counter
from itertools import pairwise

import pytest
from django.test import Client

from portee.network.models import Establishment
from tests.portal.site_pages import LANGUAGES, PATHS, PageSeen, localised


def seen(client: Client, path: str, language: str = "fr") -> PageSeen:
    """Ask for a page that must exist."""
    response = client.get(localised(path, language))
    assert response.status_code == 200, path
    return PageSeen(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_declares_the_language_it_is_written_in(
    client: Client, network: Establishment, language: str
) -> None:
    for path in PATHS:
        assert seen(client, path, language).language == language, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_has_one_first_heading_and_skips_no_level(
    client: Client, network: Establishment, language: str
) -> None:
    for path in PATHS:
        headings = seen(client, path, language).headings
        levels = [level for level, _ in headings]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        assert all(text.strip() for _, text in headings), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_bear_the_same_title(
    client: Client, network: Establishment, language: str
) -> None:
    titles = Counter(seen(client, path, language).title for path in PATHS)
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_page_bears_the_same_title_in_both_languages(
    client: Client, network: Establishment
) -> None:
    same = {seen(client, path).title for path in PATHS} & {
        seen(client, path, "en").title for path in PATHS
    }
    assert same == set()


def test_no_page_holds_inline_style_script_or_handler(
    client: Client, network: Establishment
) -> None:
    for path in PATHS:
        page = seen(client, path)
        for tag, attributes in page.tags:
            assert tag not in {"style", "font", "center", "marquee", "b", "i", "u"}, path
            assert "style" not in attributes, path
            assert not [name for name in attributes if name.startswith("on")], path
            assert tag != "script" or attributes.get("src"), path


def test_no_page_loads_anything_from_another_host(client: Client, network: Establishment) -> None:
    for path in PATHS:
        loaded = [
            attributes.get("src") or attributes.get("href", "")
            for tag, attributes in seen(client, path).tags
            if tag in {"script", "img", "link", "iframe", "source", "use"}
        ]
        assert loaded, path
        assert [address for address in loaded if not address.startswith(("/", "#"))] == [], path


def test_no_page_embeds_a_frame_or_a_medium(client: Client, network: Establishment) -> None:
    embedding = {"iframe", "frame", "object", "embed", "video", "audio"}
    for path in PATHS:
        assert not embedding & {tag for tag, _ in seen(client, path).tags}, path


def test_a_visitor_receives_no_cookie(client: Client, network: Establishment) -> None:
    for path in PATHS:
        response = client.get(path)
        assert not response.cookies, path


def test_no_identifier_is_given_twice_on_a_page(client: Client, network: Establishment) -> None:
    for path in PATHS:
        twice = [name for name, count in Counter(seen(client, path).ids).items() if count > 1]
        assert twice == [], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_of_any_page_is_dead(client: Client, network: Establishment, language: str) -> None:
    anchors: dict[str, set[str]] = {}
    for path in PATHS:
        page = seen(client, path, language)
        for link in page.links:
            address, _, anchor = link.partition("#")
            if not link.startswith(("mailto:", "https://")):
                anchors.setdefault(address or localised(path, language), set()).add(anchor)
    for address, wanted in anchors.items():
        response = client.get(address)
        assert response.status_code in {200, 302}, address
        if wanted - {""}:
            assert wanted - {""} <= set(PageSeen(response.content.decode()).ids), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_portal_is_on_the_site_map(
    client: Client, network: Establishment, language: str
) -> None:
    links = seen(client, "/plan-du-site/", language).links
    missing = [
        path for path in PATHS if "?q=" not in path and localised(path, language) not in links
    ]
    assert missing == []


def test_the_site_map_is_linked_from_every_page(client: Client, network: Establishment) -> None:
    assert [path for path in PATHS if "/plan-du-site/" not in seen(client, path).links] == []
