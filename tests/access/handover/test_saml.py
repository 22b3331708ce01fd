"""The SAML identity provider: one name for each supplier, an answer to the very address, once, to what is signed."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, HashAlgorithm
from django.test import Client
from lxml import etree

from portee.access.adapters import saml_library
from portee.access.adapters.xml_signature import is_available, signed
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
    ITS_CERTIFICATE,
    ITS_KEY,
    SHEET,
    SSO,
    address_of,
    answer_of,
    form_of,
    found,
    request_xml,
    statuses,
)
from tests.access.handover.test_cas import answered
from tests.access.handover.world import NOW, Door, offer_of, supplier_named

pytestmark = pytest.mark.skipif(not is_available(), reason="pysaml2 or xmlsec1 is not installed")


@pytest.fixture
def saml_door(door: Door, settings: Any, tmp_path: Path) -> Door:
    """The films as a provider that asks us."""
    settings.DATA_DIR = tmp_path
    settings.BASE_URL = "http://testserver"
    door.use("saml", SHEET)
    return door


@pytest.fixture
def browser(saml_door: Door) -> Client:
    """The browser of a resident who signed in."""
    client = Client()
    client.force_login(saml_door.world.accounts["resident"])
    return client


def asked(browser: Client, **facts: Any) -> Any:
    """The page at which it ends when the films ask by an address."""
    relay, hashed = facts.pop("relay", ""), facts.pop("hashed", None)
    return browser.get(address_of(request_xml(**facts), relay=relay, hashed=hashed), follow=True)


def with_certificate(door: Door, **more: Any) -> None:
    """From now on the films sign what they ask."""
    door.use("saml", {**SHEET, "certificates": [ITS_CERTIFICATE], **more})


@contextmanager
def signed_form(tmp_path: Path, xml: str) -> Iterator[str]:
    """A request signed as a form has it."""
    key = tmp_path / "its-key.pem"
    key.write_text(ITS_KEY)
    yield signed(xml, element_id="_demande1", key=key, certificate=ITS_CERTIFICATE)


def posted(browser: Client, xml: str) -> Any:
    """The page at which it ends when the films ask by a form."""
    form = {"SAMLRequest": base64.b64encode(xml.encode()).decode(), "RelayState": "titre"}
    return browser.post("/saml/sso", form, follow=True)


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


def test_supplier_learns_an_identifier_and_nothing_else(saml_door: Door, browser: Client) -> None:
    page = asked(browser, relay="titre=12")
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


def test_attribute_leaves_with_consent_only(saml_door: Door, browser: Client) -> None:
    attributes = [{"name": "urn:oid:2.5.4.3", "fact": "name"}]
    saml_door.use("saml", {**SHEET, "attributes": attributes, "signed_response": True})
    question = browser.get(browser.get(address_of(request_xml()))["Location"])["Location"]
    assert "transmettre" in question
    assert not Launch.objects.exists()
    there = answered(browser, question, "yes")["Location"]
    page = browser.get(there)
    answer = answer_of(page)
    assert found(answer, "Attribute").get("Name") == "urn:oid:2.5.4.3"
    assert found(answer, "AttributeValue").text == "Resident"
    assert is_proved(base64.b64decode(form_of(page)["SAMLResponse"]), str(answer.get("ID")))


def test_request_is_answered_once(saml_door: Door, browser: Client) -> None:
    assert asked(browser).status_code == 200
    again = asked(browser)
    assert again.status_code == 403
    assert b"SAMLResponse" not in again.content
    assert asked(browser, name="_demande2").status_code == 200


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
    saml_door: Door, browser: Client, wrong: dict[str, Any]
) -> None:
    page = asked(browser, **wrong)
    assert page.status_code == 403
    assert b"SAMLResponse" not in page.content
    assert not Launch.objects.exists()


def test_address_of_one_supplier_is_not_given_to_another(saml_door: Door, browser: Client) -> None:
    twin = Door(saml_door.world, supplier_named("autre", "autre.example.org"), saml_door.offer)
    offer_of(twin.supplier, saml_door.world, code="autre", address="https://autre.example.org/")
    there = [{"address": "https://autre.example.org/acs"}]
    twin.use("saml", {"schema": 1, "entity_id": "urn:autre", "assertion_consumers": there})
    assert asked(browser, issuer="urn:autre").status_code == 403
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
    saml_door: Door, browser: Client, facts: dict[str, str], status: str
) -> None:
    assert statuses(answer_of(asked(browser, **facts))) == ["Responder", status]
    assert not Launch.objects.exists()


def test_visitor_signs_in_first_and_silence_is_answered(saml_door: Door) -> None:
    going_on = Client().get(address_of(request_xml()))
    assert going_on.status_code == 303
    assert (
        Client().get(going_on["Location"])["Location"].startswith("/connexion/?next=%2Fsaml%2Fsso")
    )
    silent = asked(Client(), IsPassive="true")
    assert statuses(answer_of(silent)) == ["Responder", "NoPassive"]


def test_reader_without_a_right_is_told_why(saml_door: Door, browser: Client) -> None:
    browser.force_login(saml_door.world.accounts["hills-reader"])
    assert asked(browser).status_code == 403
    assert statuses(answer_of(asked(browser, IsPassive="1"))) == ["Responder", "NoPassive"]
    assert not Launch.objects.exists()


def test_example_member_is_let_in_nowhere(saml_door: Door, browser: Client) -> None:
    browser.force_login(saml_door.world.accounts["librarian"])
    browser.post("/offres/exemple/", {"establishment": "valley-library", "kind": "adult"})
    assert asked(browser).status_code == 403
    assert not Launch.objects.exists()


def test_request_waits_a_quarter_of_an_hour_at_most(
    saml_door: Door, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = browser.get(address_of(request_xml()))["Location"]
    assert browser.get(there + "x").status_code == 403
    monkeypatch.setattr("portee.access.stopover.LIFE_SECONDS", -1)
    assert browser.get(there).status_code == 403


def test_signed_request_is_answered_and_an_unsigned_one_is_not(
    saml_door: Door, browser: Client
) -> None:
    with_certificate(saml_door)
    assert asked(browser).status_code == 403
    assert asked(browser, hashed=SHA1()).status_code == 403  # noqa: S303 - what is refused
    assert asked(browser, hashed=SHA256(), Destination="").status_code == 403
    assert asked(browser, hashed=SHA256(), relay="titre 12").status_code == 200


@pytest.mark.parametrize("twist", ["relay", "twice", "escaped", "foreign"])
def test_what_is_signed_is_what_is_read(saml_door: Door, browser: Client, twist: str) -> None:
    with_certificate(saml_door)
    right = address_of(request_xml(), relay="titre", hashed=SHA256())
    other = address_of(request_xml(name="_autre")).partition("=")[2]
    wrong = {
        "relay": right.replace("RelayState=titre", "RelayState=autre"),
        "twice": f"{right}&SAMLRequest={other}",
        "escaped": f"{right}&SAML%52equest={other}",
        "foreign": right[:-20] + "A" * 20,
    }[twist]
    assert browser.get(wrong).status_code == 403
    assert browser.get(right).status_code == 303


def test_signed_form_is_answered_after_a_step_that_brings_the_session(
    saml_door: Door, browser: Client, tmp_path: Path
) -> None:
    with_certificate(saml_door)
    assert posted(browser, request_xml()).status_code == 403
    with signed_form(tmp_path, request_xml()) as xml:
        page = posted(browser, xml)
        assert form_of(page)["RelayState"] == "titre"
        assert posted(browser, xml).status_code == 403


def test_signature_of_another_element_proves_nothing(
    saml_door: Door, browser: Client, tmp_path: Path
) -> None:
    consumers = [{"address": BACK}, {"address": f"{BACK}2"}]
    with_certificate(saml_door, assertion_consumers=consumers)
    with signed_form(tmp_path, request_xml()) as xml:
        assert posted(browser, xml.replace(f'URL="{BACK}"', f'URL="{BACK}2"')).status_code == 403
        tree = etree.fromstring(xml.encode())
        signature = tree[1]
        # The signed request goes into an extension of a request of somebody else's, with the signature before it.
        evil = request_xml(name="_mal", AssertionConsumerServiceURL=f"{BACK}2")
        wrapping = etree.fromstring(evil)
        wrapping.insert(1, etree.fromstring(etree.tostring(signature)))
        tree.remove(signature)
        etree.SubElement(wrapping, f"{{{SAMLP}}}Extensions").append(tree)
        assert posted(browser, etree.tostring(wrapping).decode()).status_code == 403
        wrapping.set("ID", "_demande1")
        assert posted(browser, etree.tostring(wrapping).decode()).status_code == 403
    assert not Launch.objects.exists()


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>' + request_xml(),
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">' + request_xml(),
        request_xml(ProviderName="a" * 70_000),
        "<a/>",
        "pas du XML",
        "",
    ],
)
def test_harmful_and_broken_messages_are_refused(
    saml_door: Door, browser: Client, xml: str
) -> None:
    assert posted(browser, xml).status_code == 403
    assert browser.get(address_of(xml)).status_code == 403
    assert browser.get("/saml/sso?SAMLRequest=%C3%A9").status_code == 403


def logout_address(subject: str, *, hashed: HashAlgorithm | None = None, at: datetime = NOW) -> str:
    """The address by which the films send a browser here to sign out."""
    moment = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    xml = (
        f'<p:LogoutRequest xmlns:p="{SAMLP}" xmlns:s="{SAML}" ID="_fin" Version="2.0" IssueInstant="{moment}" '
        f'Destination="http://testserver/saml/logout"><s:Issuer>{ENTITY}</s:Issuer><s:NameID>{subject}</s:NameID>'
        "</p:LogoutRequest>"
    )
    return address_of(xml, relay="ici", hashed=hashed).replace("/saml/sso", "/saml/logout")


def test_supplier_that_signs_somebody_out_is_answered(saml_door: Door, browser: Client) -> None:
    with_certificate(saml_door, logout_response="https://films.example.org/saml/logout")
    name = found(answer_of(asked(browser, hashed=SHA256())), "NameID").text
    assert browser.get(logout_address(name)).status_code == 403
    assert browser.get(logout_address("autre", hashed=SHA256())).status_code == 403
    old = NOW - timedelta(hours=1)
    assert browser.get(logout_address(name, hashed=SHA256(), at=old)).status_code == 403
    assert "_auth_user_id" in browser.session
    answer = browser.get(logout_address(name, hashed=SHA256()))
    assert answer["Location"].startswith("https://films.example.org/saml/logout?SAMLResponse=")
    assert "&RelayState=ici&SigAlg=" in answer["Location"]
    assert "_auth_user_id" not in browser.session


def test_metadata_name_the_doors_and_the_certificate(saml_door: Door) -> None:
    said = Client().get("/saml/metadata")
    root = etree.fromstring(said.content)
    assert root.get("entityID") == "http://testserver/saml/metadata"
    places = [one.get("Location") for one in root.iter() if one.get("Location")]
    assert places == ["http://testserver/saml/logout", SSO, SSO]
    assert certificate_body(saml_key(at=NOW).certificate) in said.content.decode()
    assert saml_key(at=NOW).path.stat().st_mode & 0o777 == 0o600


def test_dry_run_says_what_leaves_in_earnest(saml_door: Door, browser: Client) -> None:
    sheet = saml_door.supplier.active_sheet
    assert sheet is not None
    said = {one.way: one.text for one in try_sheet(sheet, agrees=False, at=NOW)}
    dry = etree.fromstring(said[Way.SAML_RESPONSE])
    earnest = answer_of(asked(browser))
    kinds = [one.tag for one in earnest.iter() if "xmldsig" not in str(one.tag)]
    assert [one.tag for one in dry.iter()] == kinds


def test_without_its_programs_there_is_no_door(
    saml_door: Door, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portee.access.views.saml.is_available", lambda: False)
    assert browser.get("/saml/metadata").status_code == 404
    assert browser.get(address_of(request_xml())).status_code == 404
