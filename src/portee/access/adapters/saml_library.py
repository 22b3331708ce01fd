"""Signed XML, read and written by pysaml2 and the program xmlsec1. Imported by `xml_signature` alone, when it is used.

A request is held against the schema of its protocol, and what its signature covers is the very element that is read
(pysaml2, `SecurityContext`): the one reference is to it, nothing but the usual transforms, no object beside.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from shutil import which
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from lxml import etree
from saml2 import SAMLError, samlp
from saml2.sigver import CryptoBackendXmlSec1, SecurityContext, pre_signature_part
from saml2.xml.schema import XMLSchemaError, validate

from portee.protocols.saml import (
    HASHES,
    RSA_SHA256,
    SAML,
    SHA256,
    LogoutRequest,
    SignInRequest,
    UnreadableMessageError,
    certificate_body,
)

_DIGESTS: Final = {
    SHA256,
    "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
}


def read_sign_in_request(xml: str) -> SignInRequest:
    """The request. Raises `UnreadableMessageError` for what the schema does not take."""
    said = _read(xml, "authn_request_from_string")
    policy, context = said.name_id_policy, said.requested_authn_context
    place = said.assertion_consumer_service_index
    return SignInRequest(
        request_id=said.id,
        issuer=_issuer(said),
        issued_at=_moment(said.issue_instant),
        destination=said.destination or "",
        consumer=said.assertion_consumer_service_url or "",
        consumer_place=int(place) if place else None,
        binding=said.protocol_binding or "",
        name_format=(policy.format or "") if policy else "",
        contexts=tuple(
            (one.text or "").strip() for one in (context.authn_context_class_ref if context else ())
        ),
        is_passive=_is_true(said.is_passive),
        asks_again=_is_true(said.force_authn),
    )


def read_logout_request(xml: str) -> LogoutRequest:
    """The request. Raises `UnreadableMessageError` for what the schema does not take."""
    said = _read(xml, "logout_request_from_string")
    return LogoutRequest(
        request_id=said.id,
        issuer=_issuer(said),
        issued_at=_moment(said.issue_instant),
        destination=said.destination or "",
        subject=((said.name_id.text if said.name_id else "") or "").strip(),
        until=_moment(said.not_on_or_after) if said.not_on_or_after else None,
    )


def is_signed_request(xml: str, *, certificates: Sequence[str]) -> bool:
    """Whether the whole of a request for signing in is signed by one of the certificates, and by no weak means."""
    said = _read(xml, "authn_request_from_string")
    if said.signature is None or not _is_strong(said.signature):
        return False
    context = SecurityContext(
        _backend(), metadata=_Certificates(certificates), only_use_keys_in_metadata=True
    )
    try:
        context.correctly_signed_authn_request(xml, must=True)
    except SAMLError:
        return False
    return True


def signed(xml: str, *, element_id: str, key: Path, certificate: str) -> str:
    """The same XML, with the element of that id signed. `key` is the file of a private key, in PEM.

    Raises LookupError when no element bears the id.
    """
    root = etree.fromstring(xml)
    found = root if root.get("ID") == element_id else root.find(f"{{{SAML}}}Assertion")
    if found is None or found.get("ID") != element_id:
        raise LookupError(element_id)
    draft = pre_signature_part(
        element_id,
        public_key=certificate_body(certificate),
        sign_alg=RSA_SHA256,
        digest_alg=SHA256,
    )
    # After the issuer, where the schema has it.
    found.insert(1, etree.fromstring(draft.to_string()))
    name = etree.QName(found)
    written: str = _backend().sign_statement(
        etree.tostring(root, encoding="unicode"),
        f"{name.namespace}:{name.localname}",
        str(key),
        element_id,
    )
    return written


class _Certificates:
    """What pysaml2 asks of the metadata of suppliers: the certificates of the one that asks."""

    def __init__(self, certificates: Sequence[str]) -> None:
        self._bodies = [certificate_body(one) for one in certificates]

    def certs(self, *_asked: str) -> list[tuple[None, str]]:
        """Them, each without a name."""
        return [(None, body) for body in self._bodies]


def _read(xml: str, reader: str) -> Any:
    read: Callable[[str], Any] = getattr(samlp, reader)
    try:
        said = read(xml)
        if said is None:
            raise UnreadableMessageError("element")
        validate(xml)
    except (ParseError, DefusedXmlException, XMLSchemaError, ValueError) as error:
        raise UnreadableMessageError("schema") from error
    return said


def _is_strong(signature: Any) -> bool:
    info = signature.signed_info
    return info.signature_method.algorithm in HASHES and all(
        one.digest_method.algorithm in _DIGESTS for one in info.reference
    )


@cache
def _backend() -> Any:
    return CryptoBackendXmlSec1(which("xmlsec1"))


def _issuer(said: Any) -> str:
    return ((said.issuer.text if said.issuer else "") or "").strip()


def _is_true(said: str | None) -> bool:
    return (said or "").strip() in {"true", "1"}


def _moment(text: str) -> datetime:
    """A moment of XML; one that names no zone is in UTC (core, § 1.3.3)."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
