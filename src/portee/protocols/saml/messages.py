"""What an identity provider says to a supplier, as XML not signed yet. Source: saml-core-2.0-os, § 2 and 3."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from lxml import etree

from portee.protocols.saml.names import (
    BEARER,
    PASSWORD,
    PERSISTENT,
    SAML,
    SAMLP,
    SOAP,
    Status,
)

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME_FORMAT: Final = "urn:oasis:names:tc:SAML:2.0:attrname-format"
_SKEW: Final = timedelta(minutes=1)
"""How far a supplier's clock may be behind ours."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What every answer bears: its own name, when, by whom, where to, in answer to which request."""

    message_id: str
    at: datetime
    issuer: str
    destination: str
    in_response_to: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """Who somebody is, for one supplier: good for `life`; the session that it opens ends after `session_life`."""

    assertion_id: str
    audience: str
    subject: str
    session: str
    life: timedelta
    session_life: timedelta
    attributes: Sequence[tuple[str, str]] = ()


def sign_in_response(envelope: Envelope, assertion: Assertion) -> str:
    """The answer that lets somebody in."""
    root = _message("Response", envelope)
    _add_status(root, Status.SUCCESS)
    root.append(_assertion(envelope, assertion))
    return _written(root)


def failed_response(envelope: Envelope, status: Status) -> str:
    """The answer that lets nobody in, and says why."""
    root = _message("Response", envelope)
    _add_status(root, status)
    return _written(root)


def logout_response(envelope: Envelope) -> str:
    """The answer to a supplier that asked to end a session here."""
    root = _message("LogoutResponse", envelope)
    _add_status(root, Status.SUCCESS)
    return _written(root)


def end_of_session(envelope: Envelope, *, subject: str, session: str, audience: str) -> str:
    """The request that ends a session at a supplier; without a subject, by its session alone."""
    root = _message("LogoutRequest", envelope)
    root.set("NotOnOrAfter", written_moment(envelope.at + timedelta(minutes=5)))
    _add_name(root, subject or "@NOT_USED@", envelope.issuer, audience)
    etree.SubElement(root, f"{{{SAMLP}}}SessionIndex").text = session
    return _written(root)


def in_soap(xml: str) -> bytes:
    """A message as a machine is told it (bindings, § 3.2)."""
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soap": SOAP})
    etree.SubElement(envelope, f"{{{SOAP}}}Body").append(etree.fromstring(xml))
    return etree.tostring(envelope, encoding="utf-8", xml_declaration=True)


def written_moment(at: datetime) -> str:
    """A moment, in UTC (core, § 1.3.3)."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _message(name: str, envelope: Envelope) -> etree._Element:
    said = {
        "ID": envelope.message_id,
        "Version": "2.0",
        "IssueInstant": written_moment(envelope.at),
        "Destination": envelope.destination,
        "InResponseTo": envelope.in_response_to,
    }
    facts = {key: value for key, value in said.items() if value}
    root = etree.Element(f"{{{SAMLP}}}{name}", facts, nsmap={"samlp": SAMLP, "saml": SAML})
    etree.SubElement(root, f"{{{SAML}}}Issuer").text = envelope.issuer
    return root


def _add_status(root: etree._Element, status: Status) -> None:
    holder = etree.SubElement(root, f"{{{SAMLP}}}Status")
    first = status if status is Status.SUCCESS else Status.RESPONDER
    code = etree.SubElement(holder, f"{{{SAMLP}}}StatusCode", Value=first)
    if status is not first:
        etree.SubElement(code, f"{{{SAMLP}}}StatusCode", Value=status)


def _assertion(envelope: Envelope, said: Assertion) -> etree._Element:
    now, end = written_moment(envelope.at), written_moment(envelope.at + said.life)
    facts = {"ID": said.assertion_id, "Version": "2.0", "IssueInstant": now}
    root = etree.Element(f"{{{SAML}}}Assertion", facts, nsmap={"saml": SAML})
    etree.SubElement(root, f"{{{SAML}}}Issuer").text = envelope.issuer
    subject = etree.SubElement(root, f"{{{SAML}}}Subject")
    _add_name(subject, said.subject, envelope.issuer, said.audience)
    bearer = etree.SubElement(subject, f"{{{SAML}}}SubjectConfirmation", Method=BEARER)
    confirmed = {
        "NotOnOrAfter": end,
        "Recipient": envelope.destination,
        "InResponseTo": envelope.in_response_to,
    }
    etree.SubElement(bearer, f"{{{SAML}}}SubjectConfirmationData", confirmed)
    since = written_moment(envelope.at - _SKEW)
    terms = etree.SubElement(
        root, f"{{{SAML}}}Conditions", {"NotBefore": since, "NotOnOrAfter": end}
    )
    whom = etree.SubElement(terms, f"{{{SAML}}}AudienceRestriction")
    etree.SubElement(whom, f"{{{SAML}}}Audience").text = said.audience
    _add_statements(root, envelope, said)
    return root


def _add_statements(root: etree._Element, envelope: Envelope, said: Assertion) -> None:
    inside = {
        "AuthnInstant": written_moment(envelope.at),
        "SessionIndex": said.session,
        "SessionNotOnOrAfter": written_moment(envelope.at + said.session_life),
    }
    proof = etree.SubElement(root, f"{{{SAML}}}AuthnStatement", inside)
    context = etree.SubElement(proof, f"{{{SAML}}}AuthnContext")
    etree.SubElement(context, f"{{{SAML}}}AuthnContextClassRef").text = PASSWORD
    if not said.attributes:
        return
    holder = etree.SubElement(root, f"{{{SAML}}}AttributeStatement")
    for name, value in said.attributes:
        kind = "uri" if ":" in name else "basic"
        fact = {"Name": name, "NameFormat": f"{_NAME_FORMAT}:{kind}"}
        one = etree.SubElement(holder, f"{{{SAML}}}Attribute", fact)
        etree.SubElement(one, f"{{{SAML}}}AttributeValue").text = _UNWRITABLE.sub("", value)


def _add_name(parent: etree._Element, subject: str, issuer: str, audience: str) -> None:
    facts = {"Format": PERSISTENT, "NameQualifier": issuer, "SPNameQualifier": audience}
    etree.SubElement(parent, f"{{{SAML}}}NameID", facts).text = subject


def _written(root: etree._Element) -> str:
    return etree.tostring(root, encoding="unicode")
