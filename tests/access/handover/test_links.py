"""Links: where the browser is sent, with what, and who is never sent anywhere."""

import hashlib
import hmac
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
from portee.access.stopover import read_opening
from tests.access.handover.world import NOW, SIGNED_LINK, Door

SECRET = "un secret bien gardé"
SITE = "https://reseau.example.org"


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
    return hand_over(opening(door, **said), request_base_url=SITE, at=NOW)


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


def test_question_comes_first_and_carries_the_opening(signed: Door) -> None:
    signed.use("signed_link", ASKING)
    handover = sent(signed)
    assert handover.url.startswith(f"{SITE}/offres/transmettre/")
    token = handover.url.rstrip("/").rsplit("/", 1)[1]
    assert read_opening(token) == opening(signed)
    assert read_opening(token[:-1]) is None


def test_name_leaves_once_agreed_and_no_more_once_taken_back(signed: Door) -> None:
    signed.use("signed_link", ASKING)
    account_id = signed.world.accounts["resident"].pk
    answer_sharing(account_id=account_id, supplier=signed.supplier, is_given=True, at=NOW)
    assert fields_of(sent(signed))["nom"] == "Resident"
    assert [one.labels for one in consents_of(account_id)] == [["Nom"]]
    take_back_sharing(account_id=account_id, supplier_code="films")
    assert not SharingConsent.objects.exists()
    assert "transmettre" in sent(signed).url


def test_declined_name_stays(signed: Door) -> None:
    signed.use("signed_link", ASKING)
    account_id = signed.world.accounts["resident"].pk
    answer_sharing(account_id=account_id, supplier=signed.supplier, is_given=False, at=NOW)
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
