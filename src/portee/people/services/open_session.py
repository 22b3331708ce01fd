"""The sessions of an account: noted, followed, ended.

A session ends by the deletion of Django's own row: the next page asked with its cookie finds nobody. However it ends
before its time, the contexts above are told once: what was opened elsewhere ends with it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from portee.kernel import events
from portee.kernel.personal_data import Person
from portee.people import device
from portee.people.events import SignedOut
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


def follow_session(*, former_key: str, session_key: str | None, at: datetime) -> None:
    """The session took another key, or ended, or gave way to that of somebody who signed in after it."""
    former = OpenSession.objects.filter(session_key=former_key)
    present = OpenSession.objects.filter(session_key=session_key).first() if session_key else None
    if session_key is None:
        _end(former, at=at)
    elif present is None:
        former.update(session_key=session_key)
    else:
        # Whoever signs in again goes on under a new key: nothing has ended.
        former.filter(account=present.account_id).delete()
        _end(former, at=at)


@transaction.atomic
def leave_session(*, account_id: int, session_key: str | None, at: datetime) -> None:
    """Somebody signed out, and Django has deleted the session."""
    OpenSession.objects.filter(session_key=session_key).delete()
    events.publish(SignedOut(account_id=account_id, at=at))


@transaction.atomic
def end_session(*, account_id: int, session_id: int, at: datetime) -> bool:
    """End one session of the account; whether there was such a one."""
    return bool(_end(OpenSession.objects.filter(account_id=account_id, pk=session_id), at=at))


@transaction.atomic
def end_sessions(*, account_id: int, at: datetime, except_key: str | None = None) -> int:
    """End the sessions of the account, all of them or all but one; how many."""
    rows = OpenSession.objects.filter(account_id=account_id)
    return _end(rows.exclude(session_key=except_key), at=at)


@transaction.atomic
def end_sessions_of(account_ids: Collection[int], *, at: datetime) -> int:
    """End every session of these accounts, which are about to go; how many."""
    return _end(OpenSession.objects.filter(account_id__in=account_ids), at=at)


def erase_sessions(people: Sequence[Person]) -> int:
    """Delete whatever session these people have left, known by what was noted when they signed in; how many."""
    ids = [person.account_id for person in people]
    return len(_delete(OpenSession.objects.filter(account_id__in=ids)))


@transaction.atomic
def forget_sessions(*, at: datetime) -> int:
    """Delete the sessions that are over, and what was noted of them; how many."""
    deleted, _rows = Session.objects.filter(expire_date__lt=at).delete()
    OpenSession.objects.filter(last_seen_at__lt=at - KEPT).delete()
    lost = OpenSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    lost.delete()
    return deleted


def _end(rows: QuerySet[OpenSession], *, at: datetime) -> int:
    ended = _delete(rows)
    for account_id in dict.fromkeys(ended):
        events.publish(SignedOut(account_id=account_id, at=at))
    return len(ended)


def _delete(rows: QuerySet[OpenSession]) -> list[int]:
    """Delete sessions, Django's and ours; whose they were."""
    found = list(rows.values_list("session_key", "account_id"))
    keys = [key for key, _account_id in found]
    Session.objects.filter(session_key__in=keys).delete()
    OpenSession.objects.filter(session_key__in=keys).delete()
    return [account_id for _key, account_id in found]
