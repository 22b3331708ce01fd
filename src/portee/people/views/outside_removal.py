"""Untying an identity from one's own account."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portee.kernel import clock
from portee.people.models import OutsideIdentity
from portee.people.queries.identity_provider import own_identities
from portee.people.services.outside_identity import OnlyWayInError, leave_identity


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_identity(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then untie it: the other site signs in here no more."""
    own = own_identities(account_id=cast("int", request.user.pk))
    identity = next((one for one in own if one.id == pk), None)
    if identity is None:
        raise Http404
    if request.method != "POST":
        return render(request, "people/outside_identity/remove.html", {"identity": identity})
    try:
        leave_identity(
            identity_id=pk,
            actor=request.actor,  # type: ignore[attr-defined]
            session_key=request.session.session_key,
            at=clock.now(),
        )
    except OutsideIdentity.DoesNotExist:
        raise Http404 from None
    except OnlyWayInError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is done: this site signs you in no more."))
    return redirect("people:security")
