"""Links: where the browser is sent, with what, and who is never sent anywhere."""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from portee.access.errors import HandoverFailedError
from portee.access.models import SharingConsent, SupplierIdentifier
from portee.access.opening import Opening
from portee.access.queries.sharing import consents_of
from portee.access.services.handover import Handover, hand_over
from portee.access.services.sharing_consent import answer_sharing, take_back_sharing
from portee.access.services.supplier_secret import set_shared_secret, shared_secret
from portee.access.sheets.fact import Fact
from tests.access.handover.world import NOW, SIGNED_LINK, Door

SECRET = "un secret bien gardé"


def opening(door: Door, *, name: str | None = "resident", target: str = "") -> Opening:
    """What an opening that was decided hands on."""
    return Opening(
        launch_id=1,
        supplier_code="films",
        account_id=door.world.accounts[name].pk if name else None,
        establishment_id=door.world.nodes["valley-library"].pk,
        target_url=target or door.offer.address,
    )


def sent(door: Door, **said: Any) -> Handover:
    """Where the browser goes."""
    return hand_over(opening(door, **said), at=NOW)


def fields_of(handover: Handover) -> dict[str, str]:
    """The parameters of its address."""
    return dict(parse_qsl(urlsplit(handover.url).query))


@pytest.fixture
def signed(door: Door, settings: Any, tmp_path: Any) -> Door:
    """The supplier with a signed link and its secret."""
    settings.DATA_DIR = tmp_path
    set_shared_secret(supplier_id=door.supplier.pk, secret=SECRET)
    door.supplier.refresh_from_db()
    door.use("signed_link", SIGNED_LINK)
    return door


def test_supplier_without_a_sheet_is_a_plain_link(door: Door) -> None:
    assert sent(door) == Handover("redirect", "https://films.example.org/")


def test_nobody_is_led_outside_of_the_hosts_of_the_supplier(door: Door) -> None:
    for target in (
        "https://evil.example/",
        "javascript:alert(1)",
        "//evil.example",
        "https://films.example.org@evil.example/",
    ):
        with pytest.raises(HandoverFailedError):
            sent(door, target=target)


def test_signed_link_is_what_the_supplier_computes(signed: Door) -> None:
    fields = fields_of(sent(signed))
    said = f"vallee|{fields['id']}|{int(NOW.timestamp())}"
    assert fields["sig"] == hmac.new(SECRET.encode(), said.encode(), hashlib.sha256).hexdigest()
    assert set(fields) == {"client", "id", "t", "sig"}


def test_identifier_outlives_a_change_of_key(signed: Door, settings: Any) -> None:
    before = fields_of(sent(signed))["id"]
    settings.PAIRWISE_KEY = "une autre clé, pour qui arrive à partir de maintenant"
    assert fields_of(sent(signed))["id"] == before
    assert fields_of(sent(signed, name="hills-reader"))["id"] != before
    assert SupplierIdentifier.objects.count() == 2


def test_secret_that_is_lost_closes_the_door(signed: Door, tmp_path: Any) -> None:
    (tmp_path / "supplier-secrets" / signed.supplier.secret_handle).unlink()
    with pytest.raises(HandoverFailedError):
        sent(signed)


def test_secret_is_in_no_row(signed: Door) -> None:
    assert shared_secret(signed.supplier) == SECRET
    assert SECRET not in str(type(signed.supplier).objects.values())


def test_whoever_has_no_account_is_not_named(signed: Door) -> None:
    with pytest.raises(HandoverFailedError):
        sent(signed, name=None)


def test_sheet_that_no_schema_takes_opens_nothing(door: Door) -> None:
    door.use("signed_link", {"schema": 2})
    with pytest.raises(HandoverFailedError):
        sent(door)


ASKING = {
    **SIGNED_LINK,
    "fields": [*SIGNED_LINK["fields"], {"name": "nom", "fact": "name"}],
    "signature": {"name": "sig", "order": ["client", "id", "t", "nom"]},
}


def test_what_was_never_agreed_to_does_not_leave(signed: Door) -> None:
    signed.use("signed_link", ASKING)
    assert "nom" not in fields_of(sent(signed))


AT_THE_OFFER = {name: said for name, said in SIGNED_LINK.items() if name != "address"}


@pytest.mark.parametrize("address", ["http://films.example.org/sso", "http://127.0.0.1/sso"])
def test_nobody_is_named_where_others_read_on_the_way(signed: Door, address: str) -> None:
    signed.supplier.hosts += "\n127.0.0.1"
    signed.use("signed_link", AT_THE_OFFER)
    with pytest.raises(HandoverFailedError, match="https"):
        sent(signed, target=address)


def test_pretend_platform_of_a_demonstration_stands_on_this_machine(
    signed: Door, tmp_path: Any
) -> None:
    signed.supplier.hosts += "\n127.0.0.1"
    signed.use("signed_link", AT_THE_OFFER)
    account = {"email": "a@example.org", "password": "x", "label": "A"}
    (tmp_path / "demo-accounts.json").write_text(json.dumps([account]))
    assert sent(signed, target="http://127.0.0.1:8003/sso").url.startswith("http://127.0.0.1:8003/")
    with pytest.raises(HandoverFailedError, match="https"):
        sent(signed, target="http://films.example.org/sso")


def test_name_leaves_once_agreed_and_no_more_once_taken_back(signed: Door) -> None:
    signed.use("signed_link", ASKING)
    account_id = signed.world.accounts["resident"].pk
    answer_sharing(
        account_id=account_id, supplier=signed.supplier, facts=[Fact.NAME], is_given=True, at=NOW
    )
    assert fields_of(sent(signed))["nom"] == "Resident"
    assert [one.labels for one in consents_of(account_id)] == [["Nom"]]
    take_back_sharing(account_id=account_id, supplier_code="films")
    assert not SharingConsent.objects.exists()
    assert "nom" not in fields_of(sent(signed))


def test_declined_name_stays(signed: Door) -> None:
    signed.use("signed_link", ASKING)
    account_id = signed.world.accounts["resident"].pk
    answer_sharing(
        account_id=account_id, supplier=signed.supplier, facts=[Fact.NAME], is_given=False, at=NOW
    )
    assert "nom" not in fields_of(sent(signed))


def test_proxy_is_given_the_address_escaped(door: Door) -> None:
    door.use("ezproxy", {"schema": 1, "start": "https://proxy.example.org/login"})
    handover = sent(door, target="https://films.example.org/a?b=1&c=é")
    assert handover.url == (
        "https://proxy.example.org/login?qurl=https%3A%2F%2Ffilms.example.org%2Fa%3Fb%3D1%26c%3D%C3%A9"
    )


def test_page_of_provenance_is_told_only_where_the_sheet_says(door: Door) -> None:
    assert sent(door).referrer == ""
    door.use("referer", {"schema": 1})
    assert sent(door).referrer == "origin"
