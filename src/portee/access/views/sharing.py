"""What a supplier may be told beyond the identifier: asked once, on the way to it; taken back from one's account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portee.access.models import Supplier
from portee.access.queries.offer_page import find_offer
from portee.access.queries.sharing import facts_asked, facts_required, passenger_for
from portee.access.queries.supplier_sheet import sheet_of
from portee.access.services.sharing_consent import answer_sharing, take_back_sharing
from portee.access.sheet_words import fact_label
from portee.access.sheets.fact import Fact
from portee.access.sheets.reading import SheetError
from portee.access.stopover import Intent, Return, read_intent, read_return
from portee.access.viewer import viewer_of
from portee.access.views.opening_pages import opened
from portee.kernel import clock


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: HttpRequest, token: str) -> HttpResponse:
    """Ask what may be told; on POST keep the answer and go on."""
    account_id: int = request.actor.account_id  # type: ignore[attr-defined]
    stop, supplier = _stopover(token, account_id)
    asked, required = _asked(supplier)
    answer = request.POST.get("answer", "")
    # An answer is about what was shown: when the sheet has changed meanwhile, what it asks for now is shown.
    if answer not in {"yes", "no"} or request.POST.get("shown", "") != _spelt(asked):
        told = passenger_for(
            account_id=account_id,
            identifier="",
            establishment_id=stop.establishment_id,
            facts=asked,
        )
        context = {
            "supplier": supplier,
            "is_required": required,
            "asked": [(fact_label(one), told.value(one)) for one in asked],
            "shown": _spelt(asked),
        }
        status = 422 if request.method == "POST" else 200
        return render(request, "access/sharing/ask.html", context, status=status)
    answer_sharing(
        account_id=account_id,
        supplier=supplier,
        facts=asked,
        is_given=answer == "yes",
        at=clock.now(),
    )
    if answer == "no" and required:
        messages.info(request, _("Nothing was told, and the platform was not opened."))
        return redirect("access:offer_list")
    return redirect(stop.path) if isinstance(stop, Return) else _go_on(request, stop)


def _asked(supplier: Supplier) -> tuple[tuple[Fact, ...], bool]:
    """What its sheet asks for now, and whether it lets nobody in without."""
    try:
        sheet = sheet_of(supplier)
    except SheetError:
        raise Http404(_("This question is no longer asked.")) from None
    if not facts_asked(sheet):
        raise Http404(_("This question is no longer asked."))
    return facts_asked(sheet), bool(facts_required(sheet))


def _spelt(facts: tuple[Fact, ...]) -> str:
    return " ".join(facts)


def _stopover(token: str, account_id: int) -> tuple[Intent | Return, Supplier]:
    """On the way to where, for which supplier; nobody goes on with what was another's."""
    intent = read_intent(token)
    there = read_return(token)
    rows = Supplier.objects.select_related("active_sheet")
    if intent is not None and intent.account_id == account_id:
        return intent, rows.get(code=intent.supplier_code)
    if there is not None:
        return there, rows.get(code=there.supplier_code)
    raise Http404(_("This question is no longer asked."))


def _go_on(request: HttpRequest, intent: Intent) -> HttpResponse:
    offer = find_offer(intent.offer_code, on=clock.today())
    if offer is None:
        raise Http404(_("No offer bears this name."))
    return opened(request, offer=offer, viewer=viewer_of(request), address=intent.address)


@never_cache
@login_required
@require_POST
def sharing_taken_back(request: HttpRequest, code: str) -> HttpResponse:
    """Take an answer back, at once."""
    take_back_sharing(account_id=request.actor.account_id, supplier_code=code)  # type: ignore[attr-defined]
    messages.success(request, _("Done: from now on nothing of you is told there."))
    return redirect("people:account")
