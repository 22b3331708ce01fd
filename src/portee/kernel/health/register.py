"""Whether the background worker lives, as other processes can know it: by the hour it last signed."""

from datetime import datetime, timedelta

from django.core.cache import cache

SIGNED_EVERY = timedelta(seconds=20)

_KEY = "kernel.worker_signed_at"


def sign_as_worker(*, now: datetime) -> None:
    """Sign the shared register, seldom enough to cost nothing; the worker calls it at every beat."""
    signed_at = last_signature()
    if signed_at is None or not timedelta(0) <= now - signed_at < SIGNED_EVERY:
        cache.set(_KEY, now.isoformat(), timeout=None)


def last_signature() -> datetime | None:
    """When a worker of this installation signed last; None when none ever did."""
    text = cache.get(_KEY)
    return datetime.fromisoformat(text) if isinstance(text, str) else None
