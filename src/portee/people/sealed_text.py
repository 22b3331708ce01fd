"""Secrets that must be read again, kept in the database under the installation's key."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(text: str) -> str:
    """The text, unreadable without the key."""
    return _box().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str | None:
    """The text; None when it was sealed under a key that is lost."""
    try:
        return _box().decrypt(sealed.encode("ascii", "replace")).decode()
    except InvalidToken:
        return None


def _box() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str | bytes) -> bytes:
    plain = key.encode() if isinstance(key, str) else key
    digest = hashlib.blake2b(plain, digest_size=32, person=b"people.sealed").digest()
    return base64.urlsafe_b64encode(digest)
