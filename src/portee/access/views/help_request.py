"""Asking one's library for help with an offer: the context is filled in, the reader adds a sentence."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portee.access.forms.help_request import HelpForm
from portee.access.queries.offer_page import find_offer
from portee.access.queries.situation import read_situation
from portee.access.services.help_request import helping_libraries, send_help_request
from portee.access.viewer import viewer_of
from portee.kernel import clock


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def help_request(request: HttpRequest, code: str) -> HttpResponse:
    """Show what will be sent, send it to the library."""
    offer = find_offer(code, on=clock.today())
    if offer is None:
        raise Http404(_("No offer bears this name."))
    viewer = viewer_of(request)
    person = viewer.person(on=clock.today())
    libraries = helping_libraries(person, on=clock.today())
    form = HelpForm(request.POST or None, libraries=libraries)
    situation = read_situation(
        person=person, at=clock.now(), sites=viewer.sites, offer_ids=[offer.pk]
    )
    decision = situation.decision(offer)
    if request.method == "POST" and form.is_valid() and viewer.example is None:
        library = next(one for one in libraries if one.code == form.cleaned_data["library"])
        send_help_request(
            offer=offer,
            decision=decision,
            library=library,
            message=form.cleaned_data["message"],
            account_id=viewer.actor.account_id or 0,
            at=clock.now(),
        )
        messages.success(request, _("Your request was sent to %(name)s.") % {"name": library.name})
        return redirect("access:offer", code=code)
    context = {
        "offer": offer,
        "form": form,
        "libraries": libraries,
        "decision": decision,
        "viewer": viewer,
    }
    return render(request, "access/help_request/ask.html", context)
