"""The door to signed XML: whether this installation can read and sign it, and doing so.

The library behind it (`saml_library`) is an optional extra and slow to load: it is imported when somebody asks by SAML.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

from portee.protocols.saml import LogoutRequest, SignInRequest


def is_available() -> bool:
    """Whether this installation can sign and check XML."""
    return find_spec("saml2") is not None and which("xmlsec1") is not None


def read_sign_in_request(xml: str) -> SignInRequest:
    """The request. Raises `UnreadableMessageError` for what the schema does not take."""
    request: SignInRequest = _library().read_sign_in_request(xml)
    return request


def read_logout_request(xml: str) -> LogoutRequest:
    """The request. Raises `UnreadableMessageError` for what the schema does not take."""
    request: LogoutRequest = _library().read_logout_request(xml)
    return request


def is_signed_request(xml: str, *, certificates: Sequence[str]) -> bool:
    """Whether the whole of a request for signing in is signed by one of the certificates, and by no weak means."""
    return bool(_library().is_signed_request(xml, certificates=certificates))


def signed(xml: str, *, element_id: str, key: Path, certificate: str) -> str:
    """The same XML, with the element of that id signed. `key` is the file of a private key, in PEM.

    Raises LookupError when no element bears the id.
    """
    return str(_library().signed(xml, element_id=element_id, key=key, certificate=certificate))


@cache
def _library() -> Any:
    return import_module("portee.access.adapters.saml_library")
