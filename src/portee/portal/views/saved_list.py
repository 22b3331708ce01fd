"""The lists that somebody keeps in their account: without JavaScript, each change is a form."""

import json
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portee.catalogue.api import resource_titles
from portee.kernel import clock
from portee.portal.language import reader_language
from portee.portal.models.saved_list import SavedEntry
from portee.portal.organisation import current_organisation
from portee.portal.queries.saved_list import own_list, own_lists
from portee.portal.services import saved_list as service
from portee.portal.services.saved_list import ListNotKeptError
from portee.portal.trail import trail_to
from portee.portal.views.shared_list import NUMBERS, language_of_files


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_lists(request: HttpRequest) -> HttpResponse:
    """Show the lists; on POST, begin one."""
    account_id = cast("int", request.user.pk)
    if request.method == "POST":
        kept = _kept(request, account_id, name=request.POST.get("name", ""), entries=())
        return redirect("portal:saved_list", kept) if kept else redirect("portal:saved_lists")
    context = {
        "lists": own_lists(account_id),
        "trail": trail_to(_("My lists"), (_("My account"), "people:account")),
    }
    return render(request, "portal/saved/lists.html", context)


@never_cache
@login_required
@require_POST
def saved_list_keep(request: HttpRequest) -> HttpResponse:
    """Add one resource to a list, or take a list that the browser kept into the account."""
    account_id = cast("int", request.user.pk)
    if "entries" in request.POST:
        entries = _read_entries(request.POST["entries"])
        kept = _kept(request, account_id, name=request.POST.get("name", ""), entries=entries)
        return redirect("portal:saved_list", kept) if kept else redirect("portal:saved_lists")
    resource_id = _number(request.POST.get("resource", ""))
    list_id = _number(request.POST.get("list", ""))
    if not resource_titles([resource_id]):
        raise Http404(_("No resource bears this number."))
    if list_id:
        _add(request, account_id, list_id, resource_id)
    else:
        _kept(request, account_id, name="", entries=[SavedEntry(resource_id)])
    return redirect(reverse("portal:resource_number", args=[resource_id]))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a list with its notes; on POST, do what the button says. Somebody else's list is not there."""
    account_id = cast("int", request.user.pk)
    if request.method == "POST":
        return _changed(request, account_id, pk)
    found = own_list(account_id, pk, language=reader_language())
    if found is None:
        raise Http404(_("This list is not one of yours, or it was forgotten."))
    base_url = current_organisation().base_url
    query = f"?{NUMBERS}={found.shared.numbers}"
    context = {
        "list": found,
        "query": query,
        "language": language_of_files(),
        "base_url": base_url,
        "address": base_url + reverse("portal:shared_list") + query,
        "trail": trail_to(
            found.name, (_("My account"), "people:account"), (_("My lists"), "portal:saved_lists")
        ),
    }
    return render(request, "portal/saved/list.html", context)


def _changed(request: HttpRequest, account_id: int, pk: int) -> HttpResponse:
    at = clock.now()
    whose: dict[str, Any] = {"account_id": account_id, "list_id": pk}
    resource_id = _number(request.POST.get("resource", ""))
    anchor = f"#n{resource_id}"
    match request.POST.get("act", ""):
        case "up" | "down" as act:
            by = -1 if act == "up" else 1
            known = service.move_entry(**whose, resource_id=resource_id, by=by, at=at)
        case "remove":
            known = service.remove_entry(**whose, resource_id=resource_id, at=at)
            anchor = ""
            messages.success(request, _("The document was taken out of the list."))
        case "note":
            note = request.POST.get("note", "")
            known = service.write_note(**whose, resource_id=resource_id, note=note, at=at)
        case "rename":
            known = service.rename_list(**whose, name=request.POST.get("name", ""), at=at)
            anchor = ""
        case "forget":
            service.forget_list(**whose)
            messages.success(
                request, _("The list is forgotten. Its documents stay in the catalogue.")
            )
            return redirect("portal:saved_lists")
        case _:
            known, anchor = True, ""
    if not known:
        raise Http404(_("This list is not one of yours, or it was forgotten."))
    return redirect(reverse("portal:saved_list", args=[pk]) + anchor)


def _add(request: HttpRequest, account_id: int, list_id: int, resource_id: int) -> None:
    try:
        known = service.add_entry(
            account_id=account_id, list_id=list_id, resource_id=resource_id, at=clock.now()
        )
    except ListNotKeptError as error:
        messages.error(request, str(error))
        return
    if known:
        messages.success(request, _("Added to your list."))
    else:
        messages.info(request, _("This list was forgotten already."))


def _kept(request: HttpRequest, account_id: int, *, name: str, entries: Any) -> int | None:
    """Begin a list, named after the day for want of a name; its number, or none when it was refused."""
    at = clock.now()
    today = date_format(timezone.localdate(at))
    usual = _("List of %(day)s") % {"day": today}
    try:
        kept = service.keep_list(
            account_id=account_id, name=name.strip() or usual, entries=entries, at=at
        )
    except ListNotKeptError as error:
        messages.error(request, str(error))
        return None
    messages.success(request, _("Kept in your account: %(name)s.") % {"name": kept.name})
    return kept.pk


def _read_entries(text: str) -> list[SavedEntry]:
    """What the browser's own list says; whatever is not of that shape is left out."""
    try:
        found = json.loads(text[:200_000])
    except ValueError:
        return []
    rows = found if isinstance(found, list) else []
    return [
        SavedEntry(one["id"], str(one.get("note", "")))
        for one in rows
        if isinstance(one, dict) and isinstance(one.get("id"), int)
    ]


def _number(text: str) -> int:
    """A number of the form; none of ours is 0."""
    return int(text[:18]) if text.isascii() and text.isdecimal() else 0
