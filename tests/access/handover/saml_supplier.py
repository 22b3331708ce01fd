"""The films as a provider of SAML: what they ask, how they sign it, and what they read of our answers."""

import base64
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256, HashAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.test import Client
from lxml import etree

from portee.access.adapters.xml_signature import signed
from portee.protocols.saml import RSA_SHA256, SAML, SAMLP, draw_key_with_certificate
from tests.access.handover.world import NOW, Door

ENTITY = "https://films.example.org/saml"
BACK = "https://films.example.org/saml/acs"
SSO = "http://testserver/saml/sso"
SHEET: dict[str, Any] = {
    "schema": 1,
    "entity_id": ENTITY,
    "assertion_consumers": [{"address": BACK}],
    "back_channel_logout": "https://films.example.org/saml/slo",
}
ITS_KEY, ITS_CERTIFICATE = draw_key_with_certificate(name="films", at=NOW)


def request_xml(
    *,
    name: str = "_demande1",
    at: datetime = NOW,
    inside: str = "",
    issuer: str = ENTITY,
    **facts: str,
) -> str:
    """What the films ask."""
    said = {"AssertionConsumerServiceURL": BACK, "Destination": SSO, **facts}
    written = " ".join(f'{key}="{value}"' for key, value in said.items() if value)
    moment = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'<p:AuthnRequest xmlns:p="{SAMLP}" xmlns:s="{SAML}" ID="{name}" Version="2.0" '
        f'IssueInstant="{moment}" {written}><s:Issuer>{issuer}</s:Issuer>{inside}</p:AuthnRequest>'
    )


def address_of(xml: str, *, relay: str = "", hashed: HashAlgorithm | None = None) -> str:
    """The address that asks it; signed by the films, with a hash."""
    folding = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = base64.b64encode(folding.compress(xml.encode()) + folding.flush()).decode()
    query = f"SAMLRequest={quote_plus(data)}"
    if relay:
        query += f"&RelayState={quote_plus(relay)}"
    if hashed is None:
        return f"/saml/sso?{query}"
    algorithm = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
    query += f"&SigAlg={quote_plus(RSA_SHA256 if isinstance(hashed, SHA256) else algorithm)}"
    key: Any = load_pem_private_key(ITS_KEY.encode(), password=None)
    signature = key.sign(query.encode(), PKCS1v15(), hashed)
    return f"/saml/sso?{query}&Signature={quote_plus(base64.b64encode(signature).decode())}"


def form_of(page: Any) -> dict[str, str]:
    """The form of the page that goes on to the films."""
    assert page.status_code == 200, page.content.decode()
    [form] = [
        one
        for one in etree.HTML(page.content.decode()).iter("form")
        if one.get("action") == BACK and one.get("method") == "post"
    ]
    return {str(one.get("name")): str(one.get("value")) for one in form.iter("input")}


def answer_of(page: Any) -> etree._Element:
    """The answer that the form brings."""
    return etree.fromstring(base64.b64decode(form_of(page)["SAMLResponse"]))


def found(answer: etree._Element, name: str) -> Any:
    """The one element of that name."""
    [one] = answer.iter(f"{{{SAML}}}{name}")
    return one


def statuses(answer: etree._Element) -> list[str]:
    """How the request ended."""
    return [
        str(one.get("Value")).rsplit(":", 1)[1] for one in answer.iter(f"{{{SAMLP}}}StatusCode")
    ]


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
