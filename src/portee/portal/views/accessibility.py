"""The accessibility statement, made from the ledger."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portee.kernel.page_cache import cached_for_visitors
from portee.portal.organisation import current_organisation
from portee.portal.queries.accessibility import read_ledger
from portee.portal.trail import trail_to


@cached_for_visitors()
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    context = {"ledger": read_ledger(), "organisation": current_organisation()}
    return render(request, "portal/accessibility/accessibility.html", context)


@cached_for_visitors()
@require_safe
def accessibility_criteria(request: HttpRequest) -> HttpResponse:
    """Show the 106 criteria, how each is checked and what is known of it."""
    trail = trail_to(
        _("The 106 accessibility criteria"),
        (_("Accessibility statement"), "portal:accessibility"),
    )
    context = {"ledger": read_ledger(), "trail": trail}
    return render(request, "portal/accessibility/criteria.html", context)
