"""What a SAML 2.0 identity provider says and how it travels, not signed yet. No network, no database, no clock.

Source: OASIS SAML 2.0 core, bindings, profiles and metadata (March 2005). Signatures of XML are the caller's.
"""

from portee.protocols.saml.certificates import (
    certificate_body,
    certificate_key,
    draw_key_with_certificate,
)
from portee.protocols.saml.encoding import (
    HASHES,
    LONGEST_READ,
    LONGEST_WRITTEN,
    UnreadableMessageError,
    form_message,
    is_signed,
    parameters_of,
    read_address_message,
    read_form_message,
    signed_parameters,
)
from portee.protocols.saml.messages import (
    Assertion,
    Envelope,
    end_of_session,
    failed_response,
    in_soap,
    logout_response,
    sign_in_response,
)
from portee.protocols.saml.metadata import Places, describe
from portee.protocols.saml.names import (
    DSIG,
    PASSWORD,
    PERSISTENT,
    POST,
    RSA_SHA256,
    SAML,
    SAMLP,
    SHA256,
    UNSPECIFIED,
    Status,
)
from portee.protocols.saml.requests import LogoutRequest, SignInRequest

__all__ = [
    "DSIG",
    "HASHES",
    "LONGEST_READ",
    "LONGEST_WRITTEN",
    "PASSWORD",
    "PERSISTENT",
    "POST",
    "RSA_SHA256",
    "SAML",
    "SAMLP",
    "SHA256",
    "UNSPECIFIED",
    "Assertion",
    "Envelope",
    "LogoutRequest",
    "Places",
    "SignInRequest",
    "Status",
    "UnreadableMessageError",
    "certificate_body",
    "certificate_key",
    "describe",
    "draw_key_with_certificate",
    "end_of_session",
    "failed_response",
    "form_message",
    "in_soap",
    "is_signed",
    "logout_response",
    "parameters_of",
    "read_address_message",
    "read_form_message",
    "sign_in_response",
    "signed_parameters",
]
