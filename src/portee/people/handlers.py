"""What people does when something happens: one line each."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from portee.kernel import clock
from portee.people import known_device, second_factor
from portee.people.middleware import SEEN_KEY
from portee.people.services.failed_sign_in import SignInTry, begin_try
from portee.people.services.group import ensure_groups
from portee.people.services.open_session import note_session


def refresh_groups(request: HttpRequest) -> None:
    """Put right the groups of whoever enters the back office: roles end at midnight, before any job runs."""
    kinds = {grant.role for grant in request.actor.grants}  # type: ignore[attr-defined]
    ensure_groups(request.user, kinds=kinds, on=clock.today())  # type: ignore[arg-type]


def lead_to_second_factor(request: HttpRequest) -> HttpResponseBase | None:
    """Send a member of staff who owes a second factor to the page where it is set up or given."""
    if not request.actor.is_held_back:  # type: ignore[attr-defined]
        return None
    return redirect("people:security")


def note_sign_in(*, request: HttpRequest, user: Any, **_more: Any) -> None:
    """Keep trace of the session that Django has just opened, for its owner to see and to end."""
    if not request.session.session_key:
        request.session.save()
    now = clock.now()
    request.session[SEEN_KEY] = int(now.timestamp())
    note_session(
        account_id=user.pk,
        session_key=str(request.session.session_key),
        user_agent=request.META.get("HTTP_USER_AGENT", ""),
        at=now,
    )


def begin_sign_in(request: HttpRequest, *, login: str) -> SignInTry:
    """Count a try from this request. Raises TooManyTriesError."""
    cookie = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return begin_try(
        login=login,
        address=request.META.get("REMOTE_ADDR", ""),
        device=known_device.device_of(cookie, login),
        at=clock.now(),
    )


def has_just_signed_in(request: HttpRequest) -> bool:
    """Whether the owner of the session proved who she is a few minutes ago."""
    return second_factor.was_just_signed_in(request, at=clock.now())
