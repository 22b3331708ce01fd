"""The sessions of a person, as she reads them."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session

from portee.people import device
from portee.people.models import OpenSession


@dataclass(frozen=True, slots=True)
class SeenSession:
    """A session in plain words; `last_seen_at` is right to the hour."""

    id: int
    device: str
    started_at: datetime
    last_seen_at: datetime
    is_this_one: bool


def open_sessions(*, account_id: int, session_key: str | None, at: datetime) -> list[SeenSession]:
    """The sessions of the account that still open something, this one first, then the last seen. One query."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    rows = OpenSession.objects.filter(account_id=account_id, session_key__in=alive)
    seen = [
        SeenSession(
            id=row.pk,
            device=device.shown(row.browser, row.system),
            started_at=row.started_at,
            last_seen_at=row.last_seen_at,
            is_this_one=row.session_key == session_key,
        )
        for row in rows.order_by("-last_seen_at", "-pk")
    ]
    return sorted(seen, key=lambda one: not one.is_this_one)
