"""One's own page: who the network thinks you are, and what you may do where."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portee.kernel import clock
from portee.kernel.actor import RoleKind
from portee.people.account_sections import sections_of
from portee.people.forms.account import AccountForm
from portee.people.models import Account
from portee.people.queries.account_sheet import held_roles
from portee.people.queries.guardian_link import guardian_ties
from portee.people.queries.registration import own_memberships, own_registrations
from portee.people.services.account import change_account


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show the person's own page; on POST, change her name and language."""
    # The form fills in the instance it is given: the one that the page greets stays as stored.
    person = Account.objects.get(pk=cast("Account", request.user).pk)
    form = AccountForm(request.POST if request.method == "POST" else None, instance=person)
    if form.is_bound and form.is_valid():
        change_account(
            account_id=person.pk,
            actor=request.actor,  # type: ignore[attr-defined]
            at=clock.now(),
            display_name=form.cleaned_data["display_name"],
            language=form.cleaned_data["language"],
        )
        messages.success(request, _("Your changes are saved."))
        return redirect("people:account")
    context = {
        "form": form,
        "roles": held_roles(account_id=person.pk, on=clock.today()),
        "memberships": own_memberships(person),
        "registrations": own_registrations(person),
        "sections": sections_of(person.pk),
        "today": clock.today(),
        "ties": guardian_ties(person.pk),
        "actor": request.actor,  # type: ignore[attr-defined]
        "has_classes": bool(request.actor.nodes(RoleKind.TEACHER)),  # type: ignore[attr-defined]
    }
    return render(
        request,
        "people/account/account.html",
        context,
        status=422 if form.errors else 200,
    )
