"""What people puts on each request: the actor, and the thread of the session it comes in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from portee.kernel import clock
from portee.kernel.actor import VISITOR, Actor
from portee.people.queries.actor import session_actor
from portee.people.services.open_session import follow_session, see_session

SEEN_KEY: Final = "seen_at"
"""Where the session keeps the second at which it was last noted as used."""
SEEN_EVERY: Final = timedelta(hours=1)
"""Finer would write a row at each page, and say more of somebody's day than the list of sessions needs."""

GetResponse = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Sets `request.actor`, read lazily so that an anonymous or cached page asks the database nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor, then let the request go on."""
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class OpenSessionMiddleware:
    """Follows a session through its changes of key to its end, and notes once an hour that it is used."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then compare the session with what it was; a page that did not read it costs nothing."""
        session = request.session
        former_key = session.session_key
        response = self.get_response(request)
        if session.accessed:
            _follow(session, former_key)
        return response


def _follow(session: SessionBase, former_key: str | None) -> None:
    if former_key and session.session_key != former_key:
        follow_session(former_key=former_key, session_key=session.session_key, at=clock.now())
    if not session.session_key or SESSION_KEY not in session:
        return
    now = clock.now()
    if now.timestamp() - session.get(SEEN_KEY, 0) >= SEEN_EVERY.total_seconds():
        session[SEEN_KEY] = int(now.timestamp())
        see_session(session_key=session.session_key, at=now)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return VISITOR
    return session_actor(request, on=clock.today())
