"""How one signs in: password, application, passkeys, recovery codes, all on one page."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portee.people.queries.identity_provider import own_identities
from portee.people.queries.second_factor import own_factors


@never_cache
@login_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Show what the person has, and what a member of staff still owes."""
    context = {
        "factors": own_factors(account_id=cast("int", request.user.pk)),
        "identities": own_identities(account_id=cast("int", request.user.pk)),
        "actor": request.actor,  # type: ignore[attr-defined]
    }
    return render(request, "people/security/security.html", context)
