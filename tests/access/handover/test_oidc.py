"""The OpenID Connect provider: one subject for each supplier, codes taken once, nothing without PKCE."""

import base64
import hashlib
import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import pytest
from django.test import Client

from portee.access.models import Launch, SupplierSession
from portee.access.queries.supplier_sheet import sheet_of
from portee.access.services.oidc_token import logout_token
from portee.access.services.signing_key import draw_next_key, forget_keys, published_keys
from portee.access.services.supplier_secret import set_shared_secret
from portee.access.services.supplier_sheet import try_sheet
from portee.access.sheets.dry_run import Way
from portee.access.sheets.schema import Oidc
from portee.kernel import clock
from tests.access.handover.test_cas import answered
from tests.access.handover.world import NOW, Door

SECRET = "un secret de client"
BACK = "https://films.example.org/oidc/callback"
VERIFIER = "v" * 43
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
)
SHEET: dict[str, Any] = {
    "schema": 1,
    "client_id": "films",
    "redirect_uris": [{"address": BACK}],
    "back_channel_logout": "https://films.example.org/oidc/logout",
}
ASKED = {
    "client_id": "films",
    "redirect_uri": BACK,
    "response_type": "code",
    "scope": "openid",
    "state": "s1",
    "nonce": "n1",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


@pytest.fixture
def client_door(door: Door, settings: Any, tmp_path: Any) -> Door:
    """The films as a client of ours."""
    settings.DATA_DIR = tmp_path
    set_shared_secret(supplier_id=door.supplier.pk, secret=SECRET)
    door.supplier.refresh_from_db()
    door.use("oidc", SHEET)
    return door


@pytest.fixture
def browser(client_door: Door) -> Client:
    """The browser of a resident who signed in."""
    client = Client()
    client.force_login(client_door.world.accounts["resident"])
    return client


def said_back(browser: Client, **asked: str) -> dict[str, str]:
    """What the browser brings back to the client."""
    answer = browser.get("/oidc/authorize", {**ASKED, **asked})
    assert answer.status_code == 302, answer.content
    assert answer["Location"].startswith(BACK)
    return dict(parse_qsl(urlsplit(answer["Location"]).query))


def exchanged(code: str, **said: str) -> Any:
    """The machine of the client asks for tokens."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
        "client_id": "films",
        "client_secret": SECRET,
        **said,
    }
    return Client().post("/oidc/token", form)


def claims_of(token: str) -> dict[str, Any]:
    """What a signed token says."""
    jwks = Client().get("/oidc/keys").json()
    key = jwt.PyJWKSet.from_dict(jwks)[jwt.get_unverified_header(token)["kid"]]
    options: Any = {"verify_exp": False, "verify_iat": False}
    claims: dict[str, Any] = jwt.decode(
        token, key.key, algorithms=["RS256"], audience="films", options=options
    )
    return claims


def test_client_learns_a_subject_and_nothing_else(client_door: Door, browser: Client) -> None:
    back = said_back(browser)
    assert back["state"] == "s1"
    tokens = exchanged(back["code"]).json()
    claims = claims_of(tokens["id_token"])
    assert set(claims) == {"iss", "aud", "sub", "iat", "exp", "sid", "nonce"}
    assert claims["nonce"] == "n1"
    assert len(claims["sub"]) == 32
    said = Client().get(
        "/oidc/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}
    )
    assert said.json() == {"sub": claims["sub"]}
    assert Launch.objects.count() == 1
    assert SupplierSession.objects.get().reference == claims["sid"]


def test_code_is_taken_once(client_door: Door, browser: Client) -> None:
    code = said_back(browser)["code"]
    assert exchanged(code).status_code == 200
    assert exchanged(code).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"code_verifier": "w" * 43},
        {"code_verifier": ""},
        {"redirect_uri": BACK + "/"},
        {"code": "x"},
    ],
)
def test_code_wrongly_asked_for_is_used_up(
    client_door: Door, browser: Client, wrong: dict[str, str]
) -> None:
    code = said_back(browser)["code"]
    answer = exchanged(wrong.pop("code", code), **wrong)
    assert answer.json() == {"error": "invalid_grant"}


@pytest.mark.parametrize("secret", ["", "autre", SECRET + "x"])
def test_client_without_its_secret_gets_nothing(
    client_door: Door, browser: Client, secret: str
) -> None:
    answer = exchanged(said_back(browser)["code"], client_secret=secret)
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "email"}, "invalid_scope"),
    ],
)
def test_request_without_pkce_or_of_another_kind_is_refused(
    client_door: Door, browser: Client, wrong: dict[str, str], error: str
) -> None:
    assert said_back(browser, **wrong)["error"] == error


@pytest.mark.parametrize(
    "there",
    [
        "https://evil.example/",
        BACK + "/",
        BACK + "?a=1",
        "//films.example.org/oidc/callback",
        "https://films.example.org@evil.example/oidc/callback",
        "",
    ],
)
def test_browser_is_led_back_to_the_very_address_only(
    client_door: Door, browser: Client, there: str
) -> None:
    answer = browser.get("/oidc/authorize", {**ASKED, "redirect_uri": there})
    assert answer.status_code == 403
    assert "Location" not in answer


def test_visitor_signs_in_first_and_silence_is_answered(client_door: Door) -> None:
    answer = Client().get("/oidc/authorize", ASKED)
    assert answer["Location"].startswith("/connexion/?next=%2Foidc%2Fauthorize")
    silent = Client().get("/oidc/authorize", {**ASKED, "prompt": "none"})
    assert parse_qs(urlsplit(silent["Location"]).query)["error"] == ["login_required"]


def test_claim_leaves_with_consent_and_no_more_without(client_door: Door, browser: Client) -> None:
    client_door.use("oidc", {**SHEET, "claims": [{"name": "name", "fact": "name"}]})
    question = browser.get("/oidc/authorize", ASKED)["Location"]
    assert "transmettre" in question
    answered(browser, question, "yes")
    tokens = exchanged(said_back(browser)["code"]).json()
    assert claims_of(tokens["id_token"])["name"] == "Resident"
    browser.post("/mon-compte/transmis/films/retirer/")
    said = Client().get(
        "/oidc/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}
    )
    assert "name" not in said.json()


def test_code_and_token_are_over_in_time(
    client_door: Door, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = said_back(browser)["code"]
    tokens = exchanged(said_back(browser)["code"]).json()
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=301))
    assert exchanged(code).json() == {"error": "invalid_grant"}
    said = Client().get(
        "/oidc/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}
    )
    assert said.status_code == 401


def test_next_key_is_shown_before_it_signs_and_the_former_one_after(
    settings: Any, tmp_path: Any
) -> None:
    settings.DATA_DIR = tmp_path
    [first] = published_keys(at=NOW)
    draw_next_key(at=NOW + timedelta(days=90))
    shown = published_keys(at=NOW + timedelta(days=90, minutes=5))
    assert shown[0] == first
    assert len(shown) == 2
    shown = published_keys(at=NOW + timedelta(days=90, hours=2, minutes=2))
    assert shown[0] != first
    assert first in shown


def test_former_key_is_shown_until_its_last_token_is_over(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path
    [first] = published_keys(at=NOW)
    draw_next_key(at=NOW + timedelta(days=90))
    begins = NOW + timedelta(days=90, hours=2)
    assert first in published_keys(at=begins + timedelta(minutes=4))
    assert first not in published_keys(at=begins + timedelta(minutes=6))
    assert forget_keys(at=begins + timedelta(minutes=4)) == 0
    assert forget_keys(at=begins + timedelta(minutes=6)) == 1
    assert len(list((tmp_path / "signing-keys").iterdir())) == 1


def test_silent_request_is_answered_without_a_page(client_door: Door, browser: Client) -> None:
    client_door.use("oidc", {**SHEET, "claims": [{"name": "name", "fact": "name"}]})
    assert said_back(browser, prompt="none")["error"] == "consent_required"
    assert said_back(browser, prompt="none login")["error"] == "invalid_request"
    client_door.use("oidc", {**SHEET, "redirect_uris": [{"address": BACK, "offer": "x"}]})
    assert said_back(browser, prompt="none")["error"] == "interaction_required"
    client_door.use("oidc", SHEET)
    browser.force_login(client_door.world.accounts["hills-reader"])
    assert said_back(browser, prompt="none")["error"] == "access_denied"
    browser.force_login(client_door.world.accounts["resident"])
    assert said_back(browser, prompt="none", etape="1")["code"]


def test_example_member_is_no_client_of_anybody(client_door: Door, browser: Client) -> None:
    browser.force_login(client_door.world.accounts["librarian"])
    chosen = {"establishment": "valley-library", "kind": "adult"}
    browser.post("/offres/exemple/", chosen)
    assert browser.get("/oidc/authorize", ASKED).status_code == 403
    assert said_back(browser, prompt="none")["error"] == "interaction_required"
    assert not Launch.objects.exists()


def test_browser_is_led_back_after_leaving_to_a_host_of_the_supplier_only(
    client_door: Door, browser: Client
) -> None:
    elsewhere = "https://ancien.example.org/adieu"
    after = [{"address": elsewhere}, {"address": BACK + "?a=1"}]
    client_door.use("oidc", {**SHEET, "after_logout": after})
    said = {"client_id": "films", "post_logout_redirect_uri": elsewhere, "state": "s"}
    assert browser.get("/oidc/logout", said).status_code == 200
    answer = browser.get("/oidc/logout", {**said, "post_logout_redirect_uri": BACK + "?a=1"})
    assert answer["Location"] == BACK + "?a=1&state=s"


def test_dry_run_says_what_leaves_in_earnest(client_door: Door, browser: Client) -> None:
    sheet = client_door.supplier.active_sheet
    assert sheet is not None
    tokens = exchanged(said_back(browser, nonce="")["code"]).json()
    said = {one.way: one.text for one in try_sheet(sheet, agrees=False, at=NOW)}
    assert set(json.loads(said[Way.OIDC_TOKEN])) == set(claims_of(tokens["id_token"]))
    read = sheet_of(client_door.supplier)
    assert isinstance(read, Oidc)
    token = logout_token(SupplierSession.objects.get(), sheet=read, at=NOW)
    assert set(json.loads(said[Way.OIDC_LOGOUT])) == set(claims_of(token))


def test_description_names_what_is_there() -> None:
    said = Client().get("/.well-known/openid-configuration").json()
    assert said["subject_types_supported"] == ["pairwise"]
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert said["token_endpoint"].endswith("/oidc/token")
