"""Whether a session has proved two things about its owner, and of whom the installation asks it (docs/adr/0036)."""

from datetime import UTC, datetime, timedelta
from typing import Final

from allauth.account import app_settings as account_settings
from allauth.account.authentication import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from django.conf import settings
from django.http import HttpRequest

DEMONSTRATION: Final = "@demo.example"
"""The accounts that `portee demo` creates. The domain is reserved (RFC 2606): nobody can have an address there."""


def is_settled(request: HttpRequest) -> bool:
    """Whether the session may use staff roles: a second factor was given in it, or this account is spared."""
    return is_spared(request.user.email) or is_proven(request)  # type: ignore[union-attr]


def is_spared(email: str) -> bool:
    """Whether the account is of the demonstration, in an installation that says it is one."""
    return is_demonstration() and email.lower().endswith(DEMONSTRATION)


def is_demonstration() -> bool:
    """Whether this installation lets the demonstration's own accounts in by password alone."""
    return str(settings.STAFF_SECOND_FACTOR) == "demo"


def is_proven(request: HttpRequest) -> bool:
    """Whether a code or a key was given in this session; a passkey that verified its holder is both factors."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def was_just_signed_in(request: HttpRequest, *, at: datetime) -> bool:
    """Whether the owner proved who she is within the time that allauth asks for (five minutes)."""
    records = get_authentication_records(request, request.user)
    if not records:
        return False
    since = datetime.fromtimestamp(records[-1]["at"], tz=UTC)
    return at - since < timedelta(seconds=account_settings.REAUTHENTICATION_TIMEOUT)


def unprove(request: HttpRequest, *, factor_id: int) -> None:
    """Forget what a factor proved in this session: it is removed."""
    records = get_authentication_records(request, request.user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        record for record in records if record.get("id") != factor_id
    ]


def unprove_all(request: HttpRequest) -> None:
    """Forget every code and key given in this session: nothing is left that they could stand for."""
    records = get_authentication_records(request, request.user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        record for record in records if record.get("method") != "mfa"
    ]
