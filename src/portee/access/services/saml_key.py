"""The key by which suppliers of SAML know us, with its certificate: files of the data folder, drawn once.

Suppliers copy the certificate by hand: it changes when somebody removes the folder, and gives them the new one.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

from portee.access.adapters.xml_signature import signed
from portee.access.services.oidc_token import issuer
from portee.protocols.saml import draw_key_with_certificate


@dataclass(frozen=True, slots=True)
class SamlKey:
    """Where the private key is, and the certificate, in PEM."""

    path: Path
    certificate: str

    @property
    def private(self) -> RSAPrivateKey:
        """The key itself."""
        return _read_key(self.path.read_bytes())


def saml_key(*, at: datetime) -> SamlKey:
    """The key, drawn when there is none."""
    folder = Path(settings.DATA_DIR) / "saml-key"
    if not folder.is_dir():
        _draw(folder, at=at)
    return SamlKey(folder / "key.pem", (folder / "certificate.pem").read_text(encoding="ascii"))


def signed_here(xml: str, *, name: str, at: datetime) -> str:
    """A message whose element of that name is signed by this site."""
    key = saml_key(at=at)
    return signed(xml, element_id=name, key=key.path, certificate=key.certificate)


def draw_name() -> str:
    """A name that no two messages share; those of XML begin with no digit."""
    return f"_{secrets.token_hex(20)}"


@lru_cache(maxsize=2)
def _read_key(pem: bytes) -> RSAPrivateKey:
    key = load_pem_private_key(pem, password=None)
    assert isinstance(key, RSAPrivateKey), "it was drawn here"  # noqa: S101
    return key


def _draw(folder: Path, *, at: datetime) -> None:
    key, certificate = draw_key_with_certificate(name=issuer(), at=at)
    draft = folder.with_name(f".saml-key-{secrets.token_hex(4)}")
    draft.mkdir(mode=0o700, parents=True)
    for name, text in (("key.pem", key), ("certificate.pem", certificate)):
        descriptor = os.open(draft / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    try:
        # Both files at once: of two processes that begin together, one is first, and its key is everybody's.
        draft.rename(folder)
    except OSError:
        for name in ("key.pem", "certificate.pem"):
            (draft / name).unlink()
        draft.rmdir()
        if not folder.is_dir():
            raise
