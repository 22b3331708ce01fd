"""What visitors share, and what they never do."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from portee.kernel.page_cache import purge
from portee.kernel.page_cache.entry import Entry
from portee.kernel.page_cache.memory import RecentPages
from tests.kernel import cached_pages
from tests.kernel.cached_pages import drawn


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path) -> Iterator[None]:
    drawn.clear()
    with override_settings(
        PAGE_CACHE_ENABLED=True, DATA_DIR=tmp_path, ROOT_URLCONF=cached_pages.__name__
    ):
        yield


def test_a_second_visitor_gets_the_same_page_without_session_or_database(
    django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    first = Client().get("/shared/")
    with django_assert_num_queries(0):
        second = Client().get("/shared/")
    assert first.content == second.content == b"page 1"
    assert second.headers["X-Page"] == "shared"
    assert not hasattr(second.wsgi_request, "session")
    assert not second.cookies


def test_browsers_ask_again_and_proxies_do_not_keep(client: Client) -> None:
    for _ in range(2):
        headers = client.get("/shared/").headers
        assert headers["Cache-Control"] == "private, no-cache"
        assert headers["Vary"] == "Accept-Encoding, Cookie"
        assert headers["Content-Length"] == "6"
        assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_a_browser_that_holds_the_page_is_told_so(client: Client) -> None:
    etag = client.get("/shared/").headers["ETag"]
    again = client.get("/shared/", headers={"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag
    assert client.get("/shared/", headers={"If-None-Match": '"other"'}).status_code == 200
    assert len(drawn) == 1


def test_a_kept_page_is_sent_packed_to_whoever_takes_it(client: Client) -> None:
    plain = client.get("/shared/")
    packed = client.get("/shared/", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"

    refused = client.get("/shared/", headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert refused.content == plain.content


def test_a_browser_that_holds_the_packed_page_is_told_so(client: Client) -> None:
    held = client.get("/shared/", headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    again = client.get("/shared/", headers={"Accept-Encoding": "gzip", "If-None-Match": held})
    assert (again.status_code, again.content) == (304, b"")
    assert "Content-Encoding" not in again.headers


def test_head_is_answered_from_the_kept_page(client: Client) -> None:
    client.get("/shared/")
    head = client.head("/shared/")
    assert (head.status_code, head.content, head.headers["Content-Length"]) == (200, b"", "6")
    assert len(drawn) == 1


def test_a_purge_brings_a_new_page(client: Client) -> None:
    client.get("/shared/")
    purge()
    assert client.get("/shared/").content == b"page 2"


def test_each_page_language_and_host_has_its_own(client: Client) -> None:
    for address in ("/shared/", "/shared/?page=2", "/shared/?page=3"):
        client.get(address)
    client.get("/shared/", headers={"Host": "localhost"})
    assert len(drawn) == 4
    client.get("/shared/?page=2")
    assert len(drawn) == 4


def test_an_invented_parameter_is_answered_and_not_kept(client: Client, tmp_path: Path) -> None:
    for number in range(5):
        assert client.get(f"/shared/?invented={number}").status_code == 200
        client.get(f"/shared/?page=1&invented={number}")
    assert len(drawn) == 10
    assert not list((tmp_path / "cache").glob("pages/*/*"))


def test_the_reading_comfort_has_its_own_page_and_garbage_has_not(
    client: Client, tmp_path: Path
) -> None:
    client.get("/shared/")
    client.cookies["portee_comfort"] = "dark.125.standard.normal.normal"
    client.get("/shared/")
    client.get("/shared/")
    assert len(drawn) == 2
    for number in range(20):
        client.cookies["portee_comfort"] = f"garbage{number}"
        assert client.get("/shared/").content == b"page 1"
    assert len(list((tmp_path / "cache").glob("pages/*/*"))) == 2


@pytest.mark.django_db
def test_nobody_signed_in_is_served_from_the_cache_or_fills_it(client: Client) -> None:
    account = get_user_model().objects.create_user(email="a@b.example", password="x")
    client.force_login(account)
    assert client.get("/shared/").content == b"page 1"
    assert client.get("/shared/").content == b"page 2"
    assert Client().get("/shared/").content == b"page 3"
    assert client.get("/shared/").content == b"page 4"


def test_any_session_cookie_or_pending_message_goes_past_the_cache(
    client: Client, db: None
) -> None:
    client.get("/shared/")
    client.cookies[settings.SESSION_COOKIE_NAME] = "whatever"
    client.get("/shared/")
    visitor = Client()
    visitor.cookies["messages"] = "whatever"
    visitor.get("/shared/")
    assert len(drawn) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/cookie/", "/session/", "/nonce/", "/missing/", "/plain/"])
def test_a_page_that_is_not_everybody_s_is_drawn_each_time(address: str) -> None:
    Client().get(address)
    Client().get(address)
    assert len(drawn) == 2


def test_two_nonces_are_never_the_same(client: Client) -> None:
    assert client.get("/nonce/").content != client.get("/nonce/").content


def test_a_partial_update_and_a_post_go_past_the_cache(client: Client) -> None:
    client.get("/shared/")
    client.get("/shared/", headers={"HX-Request": "true"})
    assert len(drawn) == 2
    assert client.post("/shared/").status_code == 405


@pytest.mark.parametrize(
    ("built_at", "fresh"), [(100, True), (41, True), (40, False), (106, False)]
)
def test_a_page_is_fresh_for_its_time_and_never_from_the_future(
    built_at: float, fresh: bool
) -> None:
    entry = Entry(
        key="k",
        generation="g",
        built_at=built_at,
        seconds=60,
        route="r",
        headers=(),
        etag='"e"',
        body=b"",
    )
    assert entry.is_fresh(now=100, generation="g") is fresh
    assert not entry.is_fresh(now=100, generation="other")


def test_memory_keeps_the_pages_asked_for_last() -> None:
    recent = RecentPages(max_entries=10, max_bytes=250)
    for name in "abc":
        recent.put(_entry(name))
    assert recent.get("a") is None
    assert recent.get("b") is not None
    recent.put(_entry("d"))
    assert recent.get("c") is None
    assert recent.get("b") is not None


def _entry(key: str) -> Entry:
    return Entry(
        key=key,
        generation="g",
        built_at=0,
        seconds=60,
        route="r",
        headers=(),
        etag='"e"',
        body=b"x" * 100,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/en/", "/etablissements/", "/en/etablissements/"])
def test_the_pages_of_the_site_are_kept_and_need_no_query(
    django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    drawn_first = Client().get(address)
    with django_assert_num_queries(0):
        kept = Client().get(address)
    assert kept.content == drawn_first.content
    assert kept.headers["ETag"] == drawn_first.headers["ETag"]
