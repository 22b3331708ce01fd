"""The words of SAML 2.0. Source: OASIS saml-core-2.0-os, saml-bindings-2.0-os, saml-authn-context-2.0-os."""

from enum import StrEnum
from typing import Final

SAMLP: Final = "urn:oasis:names:tc:SAML:2.0:protocol"
SAML: Final = "urn:oasis:names:tc:SAML:2.0:assertion"
METADATA: Final = "urn:oasis:names:tc:SAML:2.0:metadata"
DSIG: Final = "http://www.w3.org/2000/09/xmldsig#"
SOAP: Final = "http://schemas.xmlsoap.org/soap/envelope/"

POST: Final = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
REDIRECT: Final = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"

PERSISTENT: Final = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
UNSPECIFIED: Final = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"
PASSWORD: Final = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"  # noqa: S105 - a name
BEARER: Final = "urn:oasis:names:tc:SAML:2.0:cm:bearer"

RSA_SHA256: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"


class Status(StrEnum):
    """How a request ended (core, § 3.2.2.2)."""

    SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
    NO_PASSIVE = "urn:oasis:names:tc:SAML:2.0:status:NoPassive"
    INVALID_NAME_POLICY = "urn:oasis:names:tc:SAML:2.0:status:InvalidNameIDPolicy"
    NO_CONTEXT = "urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext"
    UNSUPPORTED = "urn:oasis:names:tc:SAML:2.0:status:RequestUnsupported"
    RESPONDER = "urn:oasis:names:tc:SAML:2.0:status:Responder"
