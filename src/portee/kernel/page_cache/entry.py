"""One kept page, and its written form: a seal, a line of JSON, the body."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.utils.crypto import salted_hmac

_SEAL_BYTES = 64
"""Hexadecimal digits of an HMAC-SHA256."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as it was answered; `built_at` is in seconds since 1970, comparable between processes."""

    key: str
    generation: str
    built_at: float
    seconds: int
    route: str
    headers: tuple[tuple[str, str], ...]
    etag: str
    body: bytes

    def is_fresh(self, *, now: float, generation: str) -> bool:
        """Whether it may still be served: same generation, young enough, not from a clock ahead of ours."""
        return self.generation == generation and -5 <= now - self.built_at < self.seconds

    def dumps(self) -> bytes:
        """The file of this page."""
        about = {
            "key": self.key,
            "generation": self.generation,
            "built_at": self.built_at,
            "seconds": self.seconds,
            "route": self.route,
            "headers": self.headers,
            "etag": self.etag,
        }
        content = json.dumps(about, ensure_ascii=True).encode() + b"\n" + self.body
        return _seal(content) + b"\n" + content

    @classmethod
    def loads(cls, raw: bytes, *, key: str) -> Self | None:
        """Read a file back; None when it is cut, altered, forged, or another page's."""
        seal, content = raw[:_SEAL_BYTES], raw[_SEAL_BYTES + 1 :]
        if not hmac.compare_digest(seal, _seal(content)):
            return None
        first_line, _, body = content.partition(b"\n")
        try:
            about: dict[str, Any] = json.loads(first_line)
            headers = tuple((str(name), str(value)) for name, value in about.pop("headers"))
            entry = cls(**about, headers=headers, body=body)
        except (ValueError, KeyError, TypeError):  # Sealed by another version of Portée.
            return None
        return entry if entry.key == key else None


def etag_of(body: bytes) -> str:
    """The strong validator of a body."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _seal(content: bytes) -> bytes:
    """Sealed with the secret of the installation: whoever can write in the cache cannot write a page."""
    return (
        salted_hmac("portee.kernel.page_cache", content, settings.SECRET_KEY, algorithm="sha256")
        .hexdigest()
        .encode()
    )
