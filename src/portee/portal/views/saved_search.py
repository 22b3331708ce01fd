"""The searches that somebody keeps: kept from a page of results, changed from their own page."""

from typing import cast
from urllib.parse import parse_qs

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from portee.kernel import clock
from portee.people.api import find_correspondent
from portee.portal.language import reader_language
from portee.portal.queries.saved_search import own_searches
from portee.portal.queries.search_parameters import read_question
from portee.portal.services.saved_search import (
    SearchNotKeptError,
    forget_search,
    keep_search,
    rename_search,
    stop_alerts,
    turn_alert,
)
from portee.portal.services.search_alert import account_in
from portee.portal.trail import trail_to


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_searches(request: HttpRequest) -> HttpResponse:
    """Show the searches; on POST, do to the one that is named what its button says."""
    account_id = cast("int", request.user.pk)
    if request.method == "POST":
        _change(request, account_id)
        return redirect("portal:saved_searches")
    person = find_correspondent(account_id)
    context = {
        "searches": own_searches(account_id, language=reader_language()),
        "email": person.email if person else "",
        "trail": trail_to(_("My searches"), (_("My account"), "people:account")),
    }
    return render(request, "portal/saved/searches.html", context)


@never_cache
@login_required
@require_POST
def saved_search_keep(request: HttpRequest) -> HttpResponse:
    """Keep the search of a page of results, and go back to it."""
    account_id = cast("int", request.user.pk)
    question, _problems = read_question(parse_qs(request.POST.get("question", "")[:4_000]))
    person = find_correspondent(account_id)
    try:
        kept = keep_search(
            account_id=account_id,
            question=question,
            is_alerted=bool(person and person.email),
            language=reader_language(),
            at=clock.now(),
        )
    except SearchNotKeptError as error:
        messages.error(request, str(error))
    else:
        text = (
            _("Kept: %(name)s. A message tells you once a week of what is new in it.")
            if kept.is_alerted
            else _("Kept: %(name)s. You find it in your account.")
        )
        messages.success(request, text % {"name": kept.name})
    return redirect(question.but().address(reverse("portal:search")))


@csrf_exempt  # A mail program posts by itself, without a page of ours (RFC 8058); the seal says whose alerts these are.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def alert_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the alerts of whoever received the message. GET only asks, so that a mail scanner stops nothing."""
    account_id = account_in(token)
    if account_id is None:
        raise Http404(_("This link is not one of ours, or it was cut on the way."))
    is_done = request.method == "POST"
    if is_done:
        stop_alerts(account_id=account_id)
    response = render(request, "portal/saved/alert_stop.html", {"is_done": is_done, "token": token})
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _change(request: HttpRequest, account_id: int) -> None:
    number = request.POST.get("search", "")
    if not number.isdecimal():
        return
    search_id = int(number[:18])
    match request.POST.get("act", ""):
        case "forget":
            known = forget_search(account_id=account_id, search_id=search_id)
            done = _("The search is forgotten.")
        case "rename":
            name = request.POST.get("name", "")
            known = rename_search(account_id=account_id, search_id=search_id, name=name)
            done = _("The search has its new name.")
        case "alert" | "silence" as act:
            is_alerted = act == "alert"
            known = turn_alert(
                account_id=account_id, search_id=search_id, is_alerted=is_alerted, at=clock.now()
            )
            done = (
                _("A message will tell you of what is new.")
                if is_alerted
                else _("No more messages for this search.")
            )
        case _:
            return
    if known:
        messages.success(request, done)
    else:
        messages.info(request, _("This search was forgotten already."))
