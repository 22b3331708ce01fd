"""All that is kept of oneself: reading it, taking it away, erasing it."""

from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portee.kernel import clock
from portee.kernel.errors import DomainError
from portee.kernel.personal_data import Person, obstacles, purposes
from portee.people.adapters.rate_limit import too_often
from portee.people.forms.own_data import ErasureForm
from portee.people.models import Account
from portee.people.queries.own_data import own_archive, people_of
from portee.people.queries.own_data import own_data as read_own_data
from portee.people.services.account_erasure import erase_account
from portee.people.services.own_data import record_download
from portee.people.views.registration import private


@private
@login_required
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """Show what is kept, purpose by purpose."""
    person = _person(_holder(request))
    return render(request, "people/own_data/own_data.html", {"chapters": read_own_data(person)})


@private
@login_required
@require_POST
def own_data_download(request: HttpRequest) -> HttpResponseBase:
    """Hand out everything, as one file."""
    account, at = _holder(request), clock.now()
    if refused := too_often(request, "own_data", key=str(account.pk)):
        return refused
    archive = own_archive(_person(account), network_name=settings.NETWORK_NAME, at=at)
    record_download(account_id=account.pk, actor=request.actor, at=at)  # type: ignore[attr-defined]
    return FileResponse(
        archive, as_attachment=True, filename="mes-donnees.zip", content_type="application/zip"
    )


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_data_erasure(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays; on POST, erase the account and sign out."""
    account, at = _holder(request), clock.now()
    is_sent = request.method == "POST"
    if is_sent and (refused := too_often(request, "owner", key=str(account.pk))):
        return refused
    form = ErasureForm(request.POST if is_sent else None, account=account, at=at)
    if is_sent and form.is_valid():
        try:
            erase_account(account_id=account.pk, actor=request.actor, at=at)  # type: ignore[attr-defined]
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            logout(request)
            return redirect("people:account_erased")
    context = {
        "form": form,
        "reasons": obstacles(_person(account), on=timezone.localdate(at)),
        "purposes": purposes(),
    }
    return render(
        request, "people/own_data/erasure.html", context, status=422 if form.errors else 200
    )


def _holder(request: HttpRequest) -> Account:
    """The account itself: `request.user` is a promise of it."""
    return Account.objects.get(pk=cast("Account", request.user).pk)


def _person(account: Account) -> Person:
    [person] = people_of([account])
    return person


@require_safe
def account_erased(request: HttpRequest) -> HttpResponse:
    """Say that it is done."""
    return render(request, "people/own_data/erased.html")
