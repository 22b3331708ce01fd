"""Changing the address one signs in with."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portee.kernel import clock
from portee.kernel.errors import DomainError
from portee.people.adapters.rate_limit import too_often
from portee.people.api import actor_of
from portee.people.forms.own_data import AddressForm
from portee.people.models import Account, AddressChange
from portee.people.services.address_change import (
    ask_address_change,
    confirm_address_change,
    find_address_change,
)
from portee.people.views.registration import private


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Ask for the new address and the password; on POST, write to both addresses."""
    account, at = Account.objects.get(pk=cast("Account", request.user).pk), clock.now()
    is_sent = request.method == "POST"
    if is_sent and (refused := too_often(request, "owner", key=str(account.pk))):
        return refused
    form = AddressForm(request.POST if is_sent else None, account=account, at=at)
    if is_sent and form.is_valid():
        email = form.cleaned_data["email"]
        if refused := too_often(request, "address_change", key=email.lower()):
            return refused
        ask_address_change(
            account_id=account.pk,
            email=email,
            actor=request.actor,  # type: ignore[attr-defined]
            at=at,
        )
        messages.success(
            request,
            _("We have written to the new address. It replaces the old one once you confirm."),
        )
        return redirect("people:account")
    return render(
        request, "people/address/address.html", {"form": form}, status=422 if form.errors else 200
    )


@private
@require_http_methods(["GET", "HEAD", "POST"])
def address_confirm(request: HttpRequest, ticket: str) -> HttpResponse:
    """What the link of the mail opens: a button, since a mail program may open links by itself."""
    change = find_address_change(ticket, at=clock.now())
    if change is None:
        return render(request, "people/address/worn_out.html", status=404)
    error = ""
    if request.method == "POST":
        error = _confirm(change)
        if not error:
            return render(request, "people/address/changed.html", {"email": change.email})
    context = {"change": change, "error": error}
    return render(request, "people/address/confirm.html", context, status=422 if error else 200)


def _confirm(change: AddressChange) -> str:
    """Make the change; the sentence that says why not, if it cannot be."""
    actor = actor_of(account_id=change.account_id, on=clock.today())
    try:
        confirm_address_change(change, actor=actor, at=clock.now())
    except DomainError as refused:
        return str(refused)
    return ""
