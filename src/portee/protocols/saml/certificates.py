"""The key of an identity provider with its certificate, and the certificates of suppliers."""

import base64
import binascii
import re
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

BITS: Final = 3072
LEAST_BITS: Final = 2048
CERTIFICATE_LIFE: Final = timedelta(days=3650)
"""Suppliers take the certificate for the key, and look at its dates or not: it outlives the key."""

_FRAME = re.compile(r"-----(?:BEGIN|END) CERTIFICATE-----")


def draw_key_with_certificate(*, name: str, at: datetime) -> tuple[str, str]:
    """A new key and a certificate that it signs itself, both in PEM."""
    key = generate_private_key(public_exponent=65_537, key_size=BITS)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + CERTIFICATE_LIFE)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private.decode("ascii"), certificate.public_bytes(Encoding.PEM).decode("ascii")


def certificate_body(text: str) -> str:
    """The base 64 of a certificate without its frame, as metadata hold it."""
    return "".join(_FRAME.sub("", text).split())


def certificate_key(text: str) -> RSAPublicKey:
    """The key of a certificate, in PEM or as metadata hold it. Raises ValueError for what is none, or too short a key.

    Its dates are not looked at: a supplier's certificate is trusted since a sheet holds it (saml-metadata-2.0, § 4.1).
    """
    try:
        found = x509.load_der_x509_certificate(
            base64.b64decode(certificate_body(text), validate=True)
        )
    except (binascii.Error, ValueError) as error:
        raise ValueError("certificate") from error
    key = found.public_key()
    if not isinstance(key, RSAPublicKey) or key.key_size < LEAST_BITS:
        raise ValueError("key")
    return key
