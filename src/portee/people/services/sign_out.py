"""Ending the session of a browser."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from portee.people.services.open_session import leave_session


def sign_out(*, request: HttpRequest, at: datetime) -> None:
    """End the session, if there is one, and tell the contexts above: what was opened elsewhere ends with it."""
    account_id = request.user.pk if request.user.is_authenticated else None
    session_key = request.session.session_key
    get_adapter(request).logout(request)
    if account_id is not None:
        leave_session(account_id=account_id, session_key=session_key, at=at)
