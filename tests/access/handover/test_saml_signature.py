"""Signed requests of SAML: what is signed is what is read, whatever somebody puts beside it."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from django.test import Client
from lxml import etree

from portee.access.adapters.xml_signature import is_available
from portee.access.models import Launch
from portee.protocols.saml import SAMLP
from tests.access.handover.saml_supplier import (
    BACK,
    address_of,
    asked,
    form_of,
    posted,
    request_xml,
    signed_form,
    with_certificate,
)
from tests.access.handover.world import Door

pytestmark = pytest.mark.skipif(not is_available(), reason="pysaml2 or xmlsec1 is not installed")


def test_signed_request_is_answered_and_an_unsigned_one_is_not(
    saml_door: Door, saml_browser: Client
) -> None:
    with_certificate(saml_door)
    assert asked(saml_browser).status_code == 403
    assert asked(saml_browser, hashed=SHA1()).status_code == 403  # noqa: S303 - what is refused
    assert asked(saml_browser, hashed=SHA256(), Destination="").status_code == 403
    assert asked(saml_browser, hashed=SHA256(), relay="titre 12").status_code == 200


@pytest.mark.parametrize("twist", ["relay", "twice", "escaped", "foreign"])
def test_what_is_signed_is_what_is_read(saml_door: Door, saml_browser: Client, twist: str) -> None:
    with_certificate(saml_door)
    right = address_of(request_xml(), relay="titre", hashed=SHA256())
    other = address_of(request_xml(name="_autre")).partition("=")[2]
    wrong = {
        "relay": right.replace("RelayState=titre", "RelayState=autre"),
        "twice": f"{right}&SAMLRequest={other}",
        "escaped": f"{right}&SAML%52equest={other}",
        "foreign": right[:-20] + "A" * 20,
    }[twist]
    assert saml_browser.get(wrong).status_code == 403
    assert saml_browser.get(right).status_code == 303


def test_signed_form_is_answered_after_a_step_that_brings_the_session(
    saml_door: Door, saml_browser: Client, tmp_path: Path
) -> None:
    with_certificate(saml_door)
    assert posted(saml_browser, request_xml()).status_code == 403
    with signed_form(tmp_path, request_xml()) as xml:
        page = posted(saml_browser, xml)
        assert form_of(page)["RelayState"] == "titre"
        assert posted(saml_browser, xml).status_code == 403


def test_signature_of_another_element_proves_nothing(
    saml_door: Door, saml_browser: Client, tmp_path: Path
) -> None:
    consumers = [{"address": BACK}, {"address": f"{BACK}2"}]
    with_certificate(saml_door, assertion_consumers=consumers)
    with signed_form(tmp_path, request_xml()) as xml:
        assert (
            posted(saml_browser, xml.replace(f'URL="{BACK}"', f'URL="{BACK}2"')).status_code == 403
        )
        tree = etree.fromstring(xml.encode())
        signature = tree[1]
        # The signed request goes into an extension of a request of somebody else's, with the signature before it.
        evil = request_xml(name="_mal", AssertionConsumerServiceURL=f"{BACK}2")
        wrapping = etree.fromstring(evil)
        wrapping.insert(1, etree.fromstring(etree.tostring(signature)))
        tree.remove(signature)
        etree.SubElement(wrapping, f"{{{SAMLP}}}Extensions").append(tree)
        assert posted(saml_browser, etree.tostring(wrapping).decode()).status_code == 403
        wrapping.set("ID", "_demande1")
        assert posted(saml_browser, etree.tostring(wrapping).decode()).status_code == 403
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
    saml_door: Door, saml_browser: Client, xml: str
) -> None:
    assert posted(saml_browser, xml).status_code == 403
    assert saml_browser.get(address_of(xml)).status_code == 403
    assert saml_browser.get("/saml/sso?SAMLRequest=%C3%A9").status_code == 403
