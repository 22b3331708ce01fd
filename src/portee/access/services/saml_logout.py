"""Leaving by SAML: a supplier that asked is answered, those that are to be told are told by their machines."""

from datetime import datetime
from typing import Final

from portee.access.models import SupplierSession
from portee.access.services.oidc_token import issuer
from portee.access.services.saml_key import draw_name, saml_key, signed_here
from portee.access.services.supplier_identifier import identifier_for
from portee.access.sheets.assertion import Answering, end_message, envelope_of
from portee.access.sheets.schema import Saml
from portee.protocols.saml import LogoutRequest, in_soap, logout_response, signed_parameters

SOAP_HEADERS: Final = {
    "Content-Type": "text/xml; charset=utf-8",
    "SOAPAction": '"http://www.oasis-open.org/committees/security"',
}
"""How a message is said to be written (bindings, § 3.2.3.1)."""


def way_back(request: LogoutRequest, *, sheet: Saml, relay_state: str, at: datetime) -> str:
    """Where a browser that was signed out is led back to, with our answer."""
    there = sheet.logout_response
    answering = Answering(issuer(), there, request.request_id, session="")
    xml = logout_response(envelope_of(answering, message_id=draw_name(), at=at))
    said = signed_parameters(
        "SAMLResponse", xml, relay_state=relay_state, key=saml_key(at=at).private
    )
    return f"{there}{'&' if '?' in there else '?'}{said}"


def soap_end(row: SupplierSession, *, sheet: Saml, at: datetime) -> bytes:
    """What tells a supplier's machine that a session is over."""
    subject = ""
    # Whoever is erased has no name there any more: the session has its own.
    if row.account_id is not None:
        subject = identifier_for(account_id=row.account_id, supplier=row.supplier, at=at)
    name = draw_name()
    xml = end_message(
        sheet, issuer=issuer(), subject=subject, session=row.reference, message_id=name, at=at
    )
    return in_soap(signed_here(xml, name=name, at=at))
