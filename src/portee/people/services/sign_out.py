"""Ending the session of a browser."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from portee.kernel import events
from portee.people.events import SignedOut


def sign_out(*, request: HttpRequest, at: datetime) -> None:
    """End the session, if there is one, and tell the contexts above: what was opened elsewhere ends with it."""
    account_id = request.user.pk if request.user.is_authenticated else None
    get_adapter(request).logout(request)
    if account_id is not None:
        events.publish(SignedOut(account_id=account_id, at=at))
