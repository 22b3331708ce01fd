"""The sessions of an account: noted, followed, ended.

A session ends by the deletion of Django's own row: the next page asked with its cookie finds nobody.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.models import Session
from django.db import transaction

from portee.people import device
from portee.people.models import OpenSession

KEPT: Final = timedelta(days=14)
"""As long as Django keeps a session that nobody uses (SESSION_COOKIE_AGE)."""


def note_session(*, account_id: int, session_key: str, user_agent: str, at: datetime) -> None:
    """Somebody signed in."""
    OpenSession.objects.update_or_create(
        session_key=session_key,
        defaults={
            "account_id": account_id,
            "browser": device.browser_of(user_agent),
            "system": device.system_of(user_agent),
            "started_at": at,
            "last_seen_at": at,
        },
    )


def see_session(*, session_key: str, at: datetime) -> None:
    """The session was used; its caller says so once an hour."""
    OpenSession.objects.filter(session_key=session_key).update(last_seen_at=at)


def follow_session(*, former_key: str, session_key: str | None) -> None:
    """The session took another key, or ended, or gave way to that of somebody who signed in after it."""
    rows = OpenSession.objects.filter(session_key=former_key)
    if session_key is None or OpenSession.objects.filter(session_key=session_key).exists():
        rows.delete()
    else:
        rows.update(session_key=session_key)


@transaction.atomic
def end_session(*, account_id: int, session_id: int) -> bool:
    """End one session of the account; whether there was such a one."""
    return bool(_end(OpenSession.objects.filter(account_id=account_id, pk=session_id)))


@transaction.atomic
def end_sessions(*, account_id: int, except_key: str | None = None) -> int:
    """End the sessions of the account, all of them or all but one; how many."""
    return _end(OpenSession.objects.filter(account_id=account_id).exclude(session_key=except_key))


@transaction.atomic
def forget_sessions(*, at: datetime) -> int:
    """Delete the sessions that are over, and what was noted of them; how many."""
    deleted, _rows = Session.objects.filter(expire_date__lt=at).delete()
    OpenSession.objects.filter(last_seen_at__lt=at - KEPT).delete()
    lost = OpenSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    lost.delete()
    return deleted


def _end(rows: Iterable[OpenSession]) -> int:
    keys = [row.session_key for row in rows]
    Session.objects.filter(session_key__in=keys).delete()
    OpenSession.objects.filter(session_key__in=keys).delete()
    return len(keys)
