"""The keys that sign tokens, and how the world reads them."""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import RSAAlgorithm

BITS: Final = 2048
"""RS256 is what every client must take (Core, § 15.1)."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key, and the name by which tokens say that it signed them."""

    private: RSAPrivateKey = field(repr=False)
    kid: str
    public: dict[str, Any] = field(repr=False)


def draw_private_key() -> str:
    """A new key, in PEM."""
    key = generate_private_key(public_exponent=65_537, key_size=BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")


def read_private_key(pem: str) -> SigningKey:
    """The key of a PEM. Raises ValueError for what is no RSA key."""
    private = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(private, RSAPrivateKey):
        raise ValueError(type(private).__name__)
    public = RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    said = {"e": public["e"], "kty": "RSA", "n": public["n"]}
    digest = hashlib.sha256(json.dumps(said, separators=(",", ":"), sort_keys=True).encode())
    kid = base64.urlsafe_b64encode(digest.digest()).decode("ascii").rstrip("=")
    return SigningKey(private, kid, {**said, "kid": kid, "use": "sig", "alg": "RS256"})


def public_keys(keys: Iterable[SigningKey]) -> dict[str, Any]:
    """The set that clients read (JWKS)."""
    return {"keys": [key.public for key in keys]}
