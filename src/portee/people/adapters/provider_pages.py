"""What an identity provider publishes of itself, read once and kept for ten minutes: its description and its keys."""

import hashlib
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, Final, TypeVar

from django.core.cache import cache

from portee.kernel.outbound import Client
from portee.protocols.oidc import (
    DescriptionError,
    ForeignDescription,
    read_description,
    read_keys,
)
from portee.protocols.oidc.foreign_description import PATH

SECONDS: Final = 4.0
MAX_BYTES: Final = 256 * 1024
KEPT_SECONDS: Final = 600

T = TypeVar("T")


class ProviderPages:
    """Both pages, from the cache or from the provider; only what could be used is kept."""

    def __init__(self, issuer: str, *, other_hosts: Sequence[str], client: Client) -> None:
        self._issuer = issuer
        self._other_hosts = other_hosts
        self._client = client

    def description(self, *, is_fresh: bool = False) -> ForeignDescription:
        """Raises OutboundError, DescriptionError."""
        url = f"{self._issuer.rstrip('/')}{PATH}"
        return self._read(
            url,
            lambda content: read_description(
                content, issuer=self._issuer, other_hosts=self._other_hosts
            ),
            is_fresh=is_fresh,
        )

    def keys(self, *, is_fresh: bool = False) -> list[dict[str, Any]]:
        """Raises OutboundError, DescriptionError."""
        return self._read(self.description().keys, read_keys, is_fresh=is_fresh)

    def _read(self, url: str, read: Callable[[bytes], T], *, is_fresh: bool) -> T:
        place = f"people.provider.{hashlib.sha256(url.encode()).hexdigest()}"
        kept = None if is_fresh else cache.get(place)
        if isinstance(kept, bytes):
            return read(kept)
        content = self._fetch(url)
        found = read(content)
        cache.set(place, content, KEPT_SECONDS)
        return found

    def _fetch(self, url: str) -> bytes:
        answer = self._client.request(
            "GET", url, seconds=SECONDS, max_bytes=MAX_BYTES, follow=False
        )
        if answer.status != HTTPStatus.OK:
            raise DescriptionError("status", str(answer.status))
        return answer.body
