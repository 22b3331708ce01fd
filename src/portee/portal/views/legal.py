"""The legal notice and what becomes of personal data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portee.kernel.page_cache import cached_for_visitors
from portee.kernel.personal_data import purposes, rules_of
from portee.portal.organisation import current_organisation


@cached_for_visitors()
@require_safe
def legal_notice(request: HttpRequest) -> HttpResponse:
    """Say who publishes and who hosts the site."""
    return render(
        request, "portal/legal/legal_notice.html", {"organisation": current_organisation()}
    )


@cached_for_visitors()
@require_safe
def personal_data(request: HttpRequest) -> HttpResponse:
    """Say what is kept about people, why, for how long, and what they can ask."""
    told = [(purpose, rules_of(purpose.code)) for purpose in purposes()]
    context = {"purposes": told, "organisation": current_organisation()}
    return render(request, "portal/legal/personal_data.html", context)
