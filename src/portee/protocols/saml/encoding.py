"""How messages travel: deflated in an address with a signature beside, or in a form. Source: saml-bindings-2.0-os."""

import base64
import binascii
import zlib
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote_plus, unquote_plus

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm

from portee.protocols.saml.names import RSA_SHA256

LONGEST_WRITTEN: Final = 40_000
"""Characters of a message as it travels."""

LONGEST_READ: Final = 65_536
"""Bytes of a message once read: what unfolds to more is refused before it does."""

HASHES: Final[dict[str, HashAlgorithm]] = {
    RSA_SHA256: SHA256(),
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": SHA384(),
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": SHA512(),
}
"""What signs messages; SHA-1 is refused."""

_DOUBTFUL: Final = ("<!DOCTYPE", "<!ENTITY")


class UnreadableMessageError(ValueError):
    """What was brought is no message, or a harmful one."""


def read_form_message(text: str) -> str:
    """The XML of a form's field (bindings, § 3.5.4). Raises `UnreadableMessageError`."""
    return _checked(_plain(text))


def read_address_message(text: str) -> str:
    """The XML of an address's parameter (bindings, § 3.4.4.1). Raises `UnreadableMessageError`."""
    unfolding = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = unfolding.decompress(_plain(text), LONGEST_READ + 1)
    except zlib.error as error:
        raise UnreadableMessageError("deflate") from error
    if not unfolding.eof:
        raise UnreadableMessageError("length")
    return _checked(data)


def form_message(xml: str) -> str:
    """A message as a form holds it."""
    return base64.b64encode(xml.encode()).decode("ascii")


def signed_parameters(name: str, xml: str, *, relay_state: str, key: RSAPrivateKey) -> str:
    """A message, what it came with, and the signature over both, as parameters of an address (bindings, § 3.4.4.1)."""
    folding = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = folding.compress(xml.encode()) + folding.flush()
    said = [(name, base64.b64encode(data).decode("ascii"))]
    if relay_state:
        said.append(("RelayState", relay_state))
    said.append(("SigAlg", RSA_SHA256))
    text = "&".join(f"{one}={quote_plus(value)}" for one, value in said)
    signature = key.sign(text.encode("ascii"), PKCS1v15(), SHA256())
    return f"{text}&Signature={quote_plus(base64.b64encode(signature).decode('ascii'))}"


def parameters_of(query: str) -> dict[str, str]:
    """The parameters of an address as they were written, escapes and all. Raises `UnreadableMessageError`.

    A name said twice, or written with escapes, is one that two readers could take for two: what is signed would not
    be what is read.
    """
    said: dict[str, str] = {}
    for part in query.split("&"):
        name, _equal, value = part.partition("=")
        if name in said or "%" in name or "+" in name:
            raise UnreadableMessageError("parameters")
        said[name] = value
    return said


def is_signed(said: Mapping[str, str], *, keys: Sequence[RSAPublicKey]) -> bool:
    """Whether parameters, as they were written, are signed by one of the keys."""
    names = (name for name in ("SAMLRequest", "RelayState", "SigAlg") if name in said)
    text = "&".join(f"{name}={said[name]}" for name in names)
    signer = HASHES.get(unquote_plus(said.get("SigAlg", "")))
    if signer is None:
        return False
    try:
        signature = base64.b64decode(unquote_plus(said.get("Signature", "")), validate=True)
    except (binascii.Error, ValueError):
        return False
    return any(_proves(key, signature, text.encode(), signer) for key in keys)


def _proves(key: RSAPublicKey, signature: bytes, said: bytes, signer: HashAlgorithm) -> bool:
    try:
        key.verify(signature, said, PKCS1v15(), signer)
    except InvalidSignature:
        return False
    return True


def _plain(text: str) -> bytes:
    if len(text) > LONGEST_WRITTEN:
        raise UnreadableMessageError("length")
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnreadableMessageError("base64") from error


def _checked(data: bytes) -> str:
    """The text: UTF-8, and without a word on what its entities would be."""
    if len(data) > LONGEST_READ:
        raise UnreadableMessageError("length")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableMessageError("encoding") from error
    if any(word in text.upper() for word in _DOUBTFUL):
        raise UnreadableMessageError("entities")
    return text
