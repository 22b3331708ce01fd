"""The list of offers, the page of one, its opening."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portee.access.forms.offer_filter import PARAMETERS, OfferFilterForm
from portee.access.models import Offer
from portee.access.queries.offer_list import list_offers
from portee.access.queries.offer_page import find_offer, read_offer_page
from portee.access.queries.situation import Situation, read_situation
from portee.access.viewer import Viewer, viewer_of
from portee.access.views.opening_pages import advised, opened, sign_in_url
from portee.kernel import clock
from portee.kernel.page_cache import cached_for_visitors


@require_safe
@cached_for_visitors(parameters=PARAMETERS)
def offer_list(request: HttpRequest) -> HttpResponse:
    """Show the offers from A to Z, those asked for."""
    viewer = viewer_of(request)
    form = OfferFilterForm(request.GET, is_known=viewer.is_known)
    question = form.question()
    cards = list_offers(question, on=clock.today(), situation=_situation(viewer))
    context = {"form": form, "question": question, "cards": cards, "viewer": viewer}
    return render(request, "access/offer/list.html", context)


@require_safe
@cached_for_visitors()
def offer(request: HttpRequest, code: str) -> HttpResponse:
    """Show an offer: what it is, for whom, how it opens, what it asks."""
    viewer = viewer_of(request)
    found = _found(code)
    situation = _situation(viewer, found)
    decision = situation.decision(found) if situation else None
    context = {
        "page": read_offer_page(found, on=clock.today()),
        "offer": found,
        "viewer": viewer,
        "decision": decision,
        "sign_in_url": sign_in_url(found),
        **(advised(decision, viewer, found) if decision else {}),
    }
    return render(request, "access/offer/detail.html", context)


@never_cache
@require_POST
def open_now(request: HttpRequest, code: str) -> HttpResponse:
    """Decide, count, and hand the reader over; or say why not, and what to do."""
    return opened(
        request,
        offer=_found(code),
        viewer=viewer_of(request),
        address=request.POST.get("address", ""),
    )


def _found(code: str) -> Offer:
    found = find_offer(code, on=clock.today())
    if found is None:
        raise Http404(_("No offer bears this name."))
    return found


def _situation(viewer: Viewer, found: Offer | None = None) -> Situation | None:
    """The situation of whoever is signed in; visitors share their pages, so that none says anything of them."""
    if not viewer.is_known:
        return None
    return read_situation(
        person=viewer.person(on=clock.today()),
        at=clock.now(),
        sites=viewer.sites,
        offer_ids=[found.pk] if found else None,
    )
