"""The request that ends a session at a supplier. Source: CAS Protocol 3.0, § 2.3.3 (a LogoutRequest of SAML 2.0)."""

from datetime import UTC, datetime
from typing import Final

from lxml import etree

SAMLP: Final = "urn:oasis:names:tc:SAML:2.0:protocol"
SAML: Final = "urn:oasis:names:tc:SAML:2.0:assertion"


def logout_request(*, ticket: str, request_id: str, at: datetime) -> str:
    """The XML; suppliers know the session by the ticket it was opened with, the name is never told."""
    root = etree.Element(
        f"{{{SAMLP}}}LogoutRequest",
        {
            "ID": request_id,
            "Version": "2.0",
            "IssueInstant": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        },
        nsmap={"samlp": SAMLP, "saml": SAML},
    )
    etree.SubElement(root, f"{{{SAML}}}NameID").text = "@NOT_USED@"
    etree.SubElement(root, f"{{{SAMLP}}}SessionIndex").text = ticket
    return etree.tostring(root, encoding="unicode")
