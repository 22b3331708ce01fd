"""What a guardian does for a child: each asks who is acting, and says what follows before it is done."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portee.kernel import clock
from portee.kernel.errors import DomainError
from portee.people.adapters.rate_limit import too_often
from portee.people.forms.guardian_link import GuardianActForm
from portee.people.models import Account
from portee.people.queries.own_data import own_archive, people_of
from portee.people.services.guardian_act import (
    erase_child,
    record_child_download,
    withdraw_consent,
)
from portee.people.views.guardian_link import seen_or_404
from portee.people.views.registration import private


@private
@login_required
@require_POST
def child_data(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out what is kept of a child, but for what she reads."""
    seen, at = seen_or_404(request, pk), clock.now()
    if not seen.may_act:
        raise Http404
    if refused := too_often(request, "own_data", key=str(request.user.pk)):
        return refused
    actor = request.actor  # type: ignore[attr-defined]
    child = record_child_download(link_id=pk, actor=actor, at=at)
    [person] = people_of([child])
    archive = own_archive(person, network_name=settings.NETWORK_NAME, at=at, for_guardian=True)
    return FileResponse(
        archive, as_attachment=True, filename="donnees-enfant.zip", content_type="application/zip"
    )


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what ends; on POST, withdraw the consent."""
    return _ask(request, pk, "withdraw", withdraw_consent, _("Your consent is withdrawn."))


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes; on POST, erase the child's account."""
    return _ask(request, pk, "erase", erase_child, _("The account of your child is erased."))


def _ask(
    request: HttpRequest, pk: int, name: str, act: Callable[..., None], done: str
) -> HttpResponse:
    seen, at = seen_or_404(request, pk), clock.now()
    if not seen.may_act:
        raise Http404
    is_sent = request.method == "POST"
    if is_sent and (refused := too_often(request, "owner", key=str(request.user.pk))):
        return refused
    data: Any = request.POST if is_sent else None
    form = GuardianActForm(
        data, account=Account.objects.get(pk=cast("Account", request.user).pk), at=at
    )
    if is_sent and form.is_valid():
        try:
            act(link_id=pk, actor=request.actor, at=at)  # type: ignore[attr-defined]
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done)
            return redirect("people:children")
    return render(
        request,
        f"people/guardian_link/{name}.html",
        {"form": form, "seen": seen},
        status=422 if form.errors else 200,
    )
