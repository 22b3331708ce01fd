"""The SAML identity provider: one name for each supplier, an answer to the very address, once, to what is signed."""

import base64
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA256, HashAlgorithm
from django.test import Client
from lxml import etree

from portee.access.adapters import saml_library
from portee.access.adapters.xml_signature import is_available
from portee.access.models import Launch, SupplierSession
from portee.access.services.saml_key import saml_key
from portee.access.services.supplier_sheet import try_sheet
from portee.access.sheets.dry_run import Way
from portee.protocols.saml import (
    SAML,
    SAMLP,
    certificate_body,
)
from tests.access.handover.saml_supplier import (
    BACK,
    ENTITY,
    SHEET,
    SSO,
    address_of,
    answer_of,
    asked,
    form_of,
    found,
    request_xml,
    statuses,
    with_certificate,
)
from tests.access.handover.test_cas import answered
from tests.access.handover.world import NOW, Door, offer_of, supplier_named

pytestmark = pytest.mark.skipif(not is_available(), reason="pysaml2 or xmlsec1 is not installed")


def is_proved(xml: bytes, name: str) -> bool:
    """Whether xmlsec1 finds our signature right, by our certificate alone."""
    certificate = saml_key(at=NOW).certificate
    backend = saml_library._backend()
    path = saml_key(at=NOW).path.with_name("certificate.pem")
    assert certificate == path.read_text()
    [element] = [one for one in etree.fromstring(xml).iter() if one.get("ID") == name]
    kind = etree.QName(element)
    told: bool = backend.validate_signature(
        xml, str(path), "pem", f"{kind.namespace}:{kind.localname}", name
    )
    return told


def test_supplier_learns_an_identifier_and_nothing_else(
    saml_door: Door, saml_browser: Client
) -> None:
    page = asked(saml_browser, relay="titre=12")
    assert form_of(page)["RelayState"] == "titre=12"
    xml = base64.b64decode(form_of(page)["SAMLResponse"])
    answer = etree.fromstring(xml)
    assert statuses(answer) == ["Success"]
    assert answer.get("InResponseTo") == "_demande1"
    assert answer.get("Destination") == BACK
    name = found(answer, "NameID")
    assert len(name.text) == 32
    assert name.get("Format").endswith(":persistent")
    assert found(answer, "Audience").text == ENTITY
    assert found(answer, "Conditions").get("NotOnOrAfter") == "2026-11-22T09:03:00Z"
    assert found(answer, "SubjectConfirmationData").get("InResponseTo") == "_demande1"
    assert found(answer, "SubjectConfirmationData").get("Recipient") == BACK
    assert not list(answer.iter(f"{{{SAML}}}Attribute"))
    assert is_proved(xml, str(found(answer, "Assertion").get("ID")))
    assert Launch.objects.count() == 1
    session = found(answer, "AuthnStatement").get("SessionIndex")
    assert SupplierSession.objects.get().reference == session


def test_attribute_leaves_with_consent_only(saml_door: Door, saml_browser: Client) -> None:
    attributes = [{"name": "urn:oid:2.5.4.3", "fact": "name"}]
    saml_door.use("saml", {**SHEET, "attributes": attributes, "signed_response": True})
    question = saml_browser.get(saml_browser.get(address_of(request_xml()))["Location"])["Location"]
    assert "transmettre" in question
    assert not Launch.objects.exists()
    there = answered(saml_browser, question, "yes")["Location"]
    page = saml_browser.get(there)
    answer = answer_of(page)
    assert found(answer, "Attribute").get("Name") == "urn:oid:2.5.4.3"
    assert found(answer, "AttributeValue").text == "Resident"
    assert is_proved(base64.b64decode(form_of(page)["SAMLResponse"]), str(answer.get("ID")))


def test_request_is_answered_once(saml_door: Door, saml_browser: Client) -> None:
    assert asked(saml_browser).status_code == 200
    again = asked(saml_browser)
    assert again.status_code == 403
    assert b"SAMLResponse" not in again.content
    assert asked(saml_browser, name="_demande2").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"AssertionConsumerServiceURL": "https://evil.example/acs"},
        {"AssertionConsumerServiceURL": BACK + "/"},
        {"AssertionConsumerServiceURL": BACK + "?a=1"},
        {"AssertionConsumerServiceURL": "", "AssertionConsumerServiceIndex": "1"},
        {"Destination": "https://evil.example/sso"},
        {"issuer": "https://autre.example.org/saml"},
        {"at": NOW - timedelta(minutes=6)},
        {"at": NOW + timedelta(minutes=3)},
        {"inside": "<p:Scoping ProxyCount='un'/>"},
    ],
)
def test_request_that_does_not_fit_leads_nowhere(
    saml_door: Door, saml_browser: Client, wrong: dict[str, Any]
) -> None:
    page = asked(saml_browser, **wrong)
    assert page.status_code == 403
    assert b"SAMLResponse" not in page.content
    assert not Launch.objects.exists()


def test_address_of_one_supplier_is_not_given_to_another(
    saml_door: Door, saml_browser: Client
) -> None:
    twin = Door(saml_door.world, supplier_named("autre", "autre.example.org"), saml_door.offer)
    offer_of(twin.supplier, saml_door.world, code="autre", address="https://autre.example.org/")
    there = [{"address": "https://autre.example.org/acs"}]
    twin.use("saml", {"schema": 1, "entity_id": "urn:autre", "assertion_consumers": there})
    assert asked(saml_browser, issuer="urn:autre").status_code == 403
    assert not Launch.objects.exists()


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"ForceAuthn": "true"}, "RequestUnsupported"),
        (
            {"ProtocolBinding": "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact"},
            "RequestUnsupported",
        ),
        (
            {
                "inside": '<p:NameIDPolicy Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"/>'
            },
            "InvalidNameIDPolicy",
        ),
    ],
)
def test_what_we_do_not_do_is_said_in_the_words_of_the_protocol(
    saml_door: Door, saml_browser: Client, facts: dict[str, str], status: str
) -> None:
    assert statuses(answer_of(asked(saml_browser, **facts))) == ["Responder", status]
    assert not Launch.objects.exists()


def test_visitor_signs_in_first_and_silence_is_answered(saml_door: Door) -> None:
    going_on = Client().get(address_of(request_xml()))
    assert going_on.status_code == 303
    assert (
        Client().get(going_on["Location"])["Location"].startswith("/connexion/?next=%2Fsaml%2Fsso")
    )
    silent = asked(Client(), IsPassive="true")
    assert statuses(answer_of(silent)) == ["Responder", "NoPassive"]


def test_reader_without_a_right_is_told_why(saml_door: Door, saml_browser: Client) -> None:
    saml_browser.force_login(saml_door.world.accounts["hills-reader"])
    assert asked(saml_browser).status_code == 403
    assert statuses(answer_of(asked(saml_browser, IsPassive="1"))) == ["Responder", "NoPassive"]
    assert not Launch.objects.exists()


def test_example_member_is_let_in_nowhere(saml_door: Door, saml_browser: Client) -> None:
    saml_browser.force_login(saml_door.world.accounts["librarian"])
    saml_browser.post("/offres/exemple/", {"establishment": "valley-library", "kind": "adult"})
    assert asked(saml_browser).status_code == 403
    assert not Launch.objects.exists()


def test_request_waits_a_quarter_of_an_hour_at_most(
    saml_door: Door, saml_browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = saml_browser.get(address_of(request_xml()))["Location"]
    assert saml_browser.get(there + "x").status_code == 403
    monkeypatch.setattr("portee.access.stopover.LIFE_SECONDS", -1)
    assert saml_browser.get(there).status_code == 403


def logout_address(subject: str, *, hashed: HashAlgorithm | None = None, at: datetime = NOW) -> str:
    """The address by which the films send a saml_browser here to sign out."""
    moment = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    xml = (
        f'<p:LogoutRequest xmlns:p="{SAMLP}" xmlns:s="{SAML}" ID="_fin" Version="2.0" IssueInstant="{moment}" '
        f'Destination="http://testserver/saml/logout"><s:Issuer>{ENTITY}</s:Issuer><s:NameID>{subject}</s:NameID>'
        "</p:LogoutRequest>"
    )
    return address_of(xml, relay="ici", hashed=hashed).replace("/saml/sso", "/saml/logout")


def test_supplier_that_signs_somebody_out_is_answered(
    saml_door: Door, saml_browser: Client
) -> None:
    with_certificate(saml_door, logout_response="https://films.example.org/saml/logout")
    name = found(answer_of(asked(saml_browser, hashed=SHA256())), "NameID").text
    assert saml_browser.get(logout_address(name)).status_code == 403
    assert saml_browser.get(logout_address("autre", hashed=SHA256())).status_code == 403
    old = NOW - timedelta(hours=1)
    assert saml_browser.get(logout_address(name, hashed=SHA256(), at=old)).status_code == 403
    assert "_auth_user_id" in saml_browser.session
    answer = saml_browser.get(logout_address(name, hashed=SHA256()))
    assert answer["Location"].startswith("https://films.example.org/saml/logout?SAMLResponse=")
    assert "&RelayState=ici&SigAlg=" in answer["Location"]
    assert "_auth_user_id" not in saml_browser.session


def test_metadata_name_the_doors_and_the_certificate(saml_door: Door) -> None:
    said = Client().get("/saml/metadata")
    root = etree.fromstring(said.content)
    assert root.get("entityID") == "http://testserver/saml/metadata"
    places = [one.get("Location") for one in root.iter() if one.get("Location")]
    assert places == ["http://testserver/saml/logout", SSO, SSO]
    assert certificate_body(saml_key(at=NOW).certificate) in said.content.decode()
    assert saml_key(at=NOW).path.stat().st_mode & 0o777 == 0o600


def test_dry_run_says_what_leaves_in_earnest(saml_door: Door, saml_browser: Client) -> None:
    sheet = saml_door.supplier.active_sheet
    assert sheet is not None
    said = {one.way: one.text for one in try_sheet(sheet, agrees=False, at=NOW)}
    dry = etree.fromstring(said[Way.SAML_RESPONSE])
    earnest = answer_of(asked(saml_browser))
    kinds = [one.tag for one in earnest.iter() if "xmldsig" not in str(one.tag)]
    assert [one.tag for one in dry.iter()] == kinds


def test_without_its_programs_there_is_no_door(
    saml_door: Door, saml_browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portee.access.views.saml.is_available", lambda: False)
    assert saml_browser.get("/saml/metadata").status_code == 404
    assert saml_browser.get(address_of(request_xml())).status_code == 404
