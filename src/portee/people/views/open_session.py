"""The browsers in which one is signed in: read, ended one by one or all but this one."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portee.kernel import clock
from portee.people.queries.open_session import open_sessions
from portee.people.services.open_session import end_session, end_sessions


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_session_list(request: HttpRequest) -> HttpResponse:
    """Show the sessions; on POST, end the one that is named, or all the others."""
    account_id = cast("int", request.user.pk)
    if request.method == "POST":
        _end(request, account_id)
        return redirect("people:open_sessions")
    sessions = open_sessions(
        account_id=account_id, session_key=request.session.session_key, at=clock.now()
    )
    has_others = any(not session.is_this_one for session in sessions)
    context = {"sessions": sessions, "has_others": has_others}
    return render(request, "people/open_session/open_session_list.html", context)


def _end(request: HttpRequest, account_id: int) -> None:
    named = request.POST.get("session", "")
    if named.isdecimal():
        if end_session(account_id=account_id, session_id=int(named[:18]), at=clock.now()):
            messages.success(request, _("This session is ended."))
        else:
            messages.info(request, _("This session was over already."))
        return
    ended = end_sessions(
        account_id=account_id, except_key=request.session.session_key, at=clock.now()
    )
    text = ngettext("%(count)d session is ended.", "%(count)d sessions are ended.", ended)
    messages.success(request, text % {"count": ended})
