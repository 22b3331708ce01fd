"""The fences at the entrance: malformed requests, foreign hosts, proxies, and the headers of every page."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.views.decorators.clickjacking import xframe_options_sameorigin

from config.urls import urlpatterns as config_urlpatterns
from portee.kernel.security.proxies import TrustedProxyMiddleware


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("page")


@xframe_options_sameorigin
def preview(request: HttpRequest) -> HttpResponse:
    return HttpResponse("preview")


def with_nonce(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.csp_nonce))  # type: ignore[attr-defined]


urlpatterns = [
    path("page/", page),
    path("preview/", preview),
    path("nonce/", with_nonce),
    *config_urlpatterns,
]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pages() -> object:
    with override_settings(ROOT_URLCONF=__name__):
        yield


def policy_of(response: Any) -> dict[str, str]:
    parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: rest for name, _, rest in (part.partition(" ") for part in parts)}


def test_the_policy_allows_this_site_and_nothing_inline(client: Client) -> None:
    policy = policy_of(client.get("/page/"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy)


def test_a_nonce_is_new_each_time_and_told_in_the_policy(client: Client) -> None:
    one, other = client.get("/nonce/"), client.get("/nonce/")
    assert one.content != other.content
    assert f"'nonce-{one.content.decode()}'" in policy_of(one)["script-src"]


def test_a_page_is_framed_by_nobody_and_a_preview_by_this_site(client: Client) -> None:
    assert client.get("/page/").headers["X-Frame-Options"] == "DENY"
    framed = client.get("/preview/")
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert policy_of(framed)["frame-ancestors"] == "'self'"


def test_every_answer_carries_the_other_headers(client: Client) -> None:
    for address in ("/page/", "/missing/", "/sante/live"):
        headers = client.get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "geolocation=()" in headers["Permissions-Policy"]
        assert len(headers["X-Request-ID"]) == 16


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "a b", "testserver:port", "", "[::1"]
)
def test_an_unknown_or_broken_host_is_refused(client: Client, host: str) -> None:
    assert client.get("/page/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/page/%00",
        "/page/%0d%0aSet-Cookie:a",
        "/page/?q=%00",
        "/page/?q=%ff",
        "/page/?%c3%28=1",
        "/page/?q=a%1bb",
    ],
)
def test_bytes_that_no_address_holds_are_refused(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.parametrize(
    "address", ["/page/?q=%C3%A9t%C3%A9", "/page/?q=a%0D%0Ab", "/page/?q=%E2%99%AD"]
)
def test_accents_and_line_ends_are_accepted(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_an_address_with_accents_is_looked_for(client: Client) -> None:
    assert client.get("/été/").status_code == 404
    assert client.get("/page/%ff%fe").status_code == 404


@pytest.mark.parametrize("address", ["/page/?q=" + "a" * 9000, "/" + "a" * 3000])
def test_an_address_without_end_is_refused(client: Client, address: str) -> None:
    assert client.get(address).status_code == 414


@pytest.mark.parametrize("path", ["/", "/page/", "/connexion/", "/sante/live", "/missing/"])
@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "NONSENSE"])
def test_no_method_makes_the_server_fail(client: Client, method: str, path: str) -> None:
    assert client.generic(method, path).status_code < 500


def test_trace_is_never_echoed(client: Client) -> None:
    assert client.generic("TRACE", "/page/").status_code == 405


@pytest.mark.parametrize(
    "body",
    [b"\xff\xfe=\x00", b"a=%00", b"a=%ff", b"&" * 5000, b"a=1&" * 5000, b"login=%00&password=%00"],
)
def test_a_form_full_of_rubbish_never_makes_the_server_fail(client: Client, body: bytes) -> None:
    answer = client.generic(
        "POST", "/connexion/", body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code < 500


class Seen:
    """What a request looks like after the middleware."""

    def __init__(self, trusted: tuple[Any, ...], **environ: Any) -> None:
        with override_settings(TRUSTED_PROXIES=trusted):
            middleware = TrustedProxyMiddleware(lambda request: HttpResponse())
        request = RequestFactory().get("/page/", **environ)
        middleware(request)
        self.address = request.META["REMOTE_ADDR"]
        self.scheme = request.scheme
        self.forwarded = request.headers.get("X-Forwarded-For")


PROXY = (ip_network("10.0.0.0/8"),)


def test_nobody_is_believed_when_no_proxy_is_trusted() -> None:
    seen = Seen((), REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4")
    assert (seen.address, seen.scheme, seen.forwarded) == ("10.0.0.1", "http", None)


def test_a_trusted_proxy_tells_the_address_and_the_scheme() -> None:
    seen = Seen(
        PROXY,
        REMOTE_ADDR="10.0.0.1",
        HTTP_X_FORWARDED_FOR="203.0.113.9, 10.0.0.2",
        HTTP_X_FORWARDED_PROTO="https",
    )
    assert (seen.address, seen.scheme, seen.forwarded) == ("203.0.113.9", "https", None)


def test_what_a_client_put_before_the_proxy_is_not_believed() -> None:
    seen = Seen(PROXY, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="127.0.0.1, 203.0.113.9")
    assert seen.address == "203.0.113.9"


def test_a_stranger_who_claims_to_be_forwarded_is_not_believed() -> None:
    seen = Seen(
        PROXY,
        REMOTE_ADDR="203.0.113.9",
        HTTP_X_FORWARDED_FOR="127.0.0.1",
        HTTP_X_FORWARDED_PROTO="https",
    )
    assert (seen.address, seen.scheme) == ("203.0.113.9", "http")


@pytest.mark.parametrize("header", ["rubbish", "", "1.2.3.4, rubbish", "10.0.0.3"])
def test_an_unreadable_list_of_addresses_leaves_the_proxy_s(header: str) -> None:
    assert Seen(PROXY, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=header).address == "10.0.0.1"


def test_the_peer_of_a_unix_socket_can_be_trusted() -> None:
    seen = Seen(("unix",), REMOTE_ADDR="", HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert seen.address == "203.0.113.9"
