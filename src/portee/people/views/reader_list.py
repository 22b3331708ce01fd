"""The class lists of a teacher: sent, their columns confirmed, what they change shown, then applied."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods, require_POST

from portee.kernel import clock
from portee.kernel.actor import Actor, RoleKind
from portee.kernel.errors import DomainError
from portee.network.api import PLACE_KINDS, list_establishments
from portee.people import policies
from portee.people.forms.reader_list import ClassForm
from portee.people.models import ReaderList, ReaderListState
from portee.people.queries.reader_list import list_sheet, lists_of
from portee.people.services.reader_list import Sending, drop_list, send_list
from portee.people.views.reader_list_action import (
    columns_context,
    press,
    read_columns,
    sheets_context,
)
from portee.people.views.registration import private

ListView = Callable[[HttpRequest, ReaderList, Actor], HttpResponse]


def of_a_list(view: ListView) -> Callable[[HttpRequest, int], HttpResponse]:
    """A page about a list that the person sent and may still handle; for anybody else it does not exist."""

    @private
    @login_required
    @wraps(view)
    def found(request: HttpRequest, pk: int) -> HttpResponse:
        actor = _enroller(request)
        row = get_object_or_404(
            ReaderList.objects.select_related("establishment"), pk=pk, sender_id=actor.account_id
        )
        if not policies.may_handle_list(
            actor,
            kind=RoleKind(row.role_kind),
            node_path=row.establishment.path,
            sender_id=row.sender_id,
        ):
            raise PermissionDenied
        return view(request, row, actor)

    return found


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def class_lists(request: HttpRequest) -> HttpResponse:
    """The lists sent, and the form that sends one."""
    actor = _enroller(request)
    sent = request.method == "POST"
    form = ClassForm(
        request.POST if sent else None, request.FILES if sent else None, schools=_schools(actor)
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        sending = Sending(
            establishment_id=data["establishment"],
            role_kind=RoleKind.PUPIL,
            file_name=data["file"].name,
            class_name=data["class_name"],
            has_guardian_consent=data["has_guardian_consent"],
            is_by_mail=data["is_by_mail"],
        )
        try:
            row = send_list(
                sending,
                chunks=data["file"].chunks(),
                token=get_random_string(24),
                actor=actor,
                at=clock.now(),
            )
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            return redirect("people:class_columns", row.pk)
    context = {"form": form, "lists": lists_of(actor)}
    return render(
        request, "people/reader_list/lists.html", context, status=422 if form.errors else 200
    )


@of_a_list
def class_columns(request: HttpRequest, row: ReaderList, actor: Actor) -> HttpResponse:
    """What the columns mean; on POST, compare with those who are known."""
    if row.state != ReaderListState.PREPARED:
        return redirect("people:class_list", row.pk)
    said = request.POST if request.method == "POST" else None
    refusal = ""
    if said is not None:
        try:
            read_columns(row, said, actor=actor, at=clock.now())
        except DomainError as error:
            refusal = str(error)
        else:
            return redirect("people:class_list", row.pk)
    context = {**columns_context(row, said), "refusal": refusal}
    return render(
        request, "people/reader_list/columns.html", context, status=422 if refusal else 200
    )


@of_a_list
def class_list(request: HttpRequest, row: ReaderList, actor: Actor) -> HttpResponse:
    """What the list changes, line by line; on POST, what a button says."""
    if row.state == ReaderListState.PREPARED and request.method != "POST":
        return redirect("people:class_columns", row.pk)
    if request.method == "POST":
        try:
            if request.POST.get("do") == "drop":
                drop_list(list_id=row.pk, actor=actor)
                return redirect("people:class_lists")
            messages.success(request, press(row, request.POST, actor=actor, at=clock.now()))
        except DomainError as error:
            messages.error(request, str(error))
        return redirect("people:class_list", row.pk)
    asked = request.GET
    sheet = list_sheet(row, outcome=asked.get("part", ""), page=asked.get("p", "1"), actor=actor)
    return render(request, "people/reader_list/list.html", _page(sheet, "people:class_sheets"))


@require_POST
@of_a_list
def class_sheets(request: HttpRequest, row: ReaderList, actor: Actor) -> HttpResponse:
    """Sheets to print, with codes that are shown this once."""
    try:
        context = sheets_context(row, request.POST, actor=actor, at=clock.now())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("people:class_list", row.pk)
    return render(request, "people/reader_list/sheets.html", context)


def _page(sheet: Any, sheets_view: str) -> dict[str, Any]:
    return {"sheet": sheet, "found": sheet.found, "sheets_view": sheets_view}


def _enroller(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not policies.enrolling_nodes(actor):
        raise PermissionDenied
    return actor


def _schools(actor: Actor) -> list[Any]:
    found = [
        one
        for path in policies.enrolling_nodes(actor)
        for one in list_establishments(under=path, kinds=PLACE_KINDS)
    ]
    return sorted(found, key=lambda one: one.path)
