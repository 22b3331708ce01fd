"""What a supplier may be told beyond the identifier: asked once, on the way to it; taken back from one's account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portee.access.errors import HandoverFailedError
from portee.access.models import Launch, Offer, Supplier
from portee.access.opening import Opening
from portee.access.queries.sharing import facts_asked, facts_required, passenger_for
from portee.access.queries.supplier_sheet import sheet_of
from portee.access.services.handover import hand_over
from portee.access.services.sharing_consent import answer_sharing, take_back_sharing
from portee.access.sheet_words import fact_label
from portee.access.sheets.reading import SheetError
from portee.access.stopover import Return, read_opening, read_return
from portee.access.views.opening_pages import failed_page, leaving_page
from portee.kernel import clock


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: HttpRequest, token: str) -> HttpResponse:
    """Ask what may be told; on POST keep the answer and go on."""
    account_id: int = request.actor.account_id  # type: ignore[attr-defined]
    stop, supplier = _stopover(token, account_id)
    try:
        sheet = sheet_of(supplier)
    except SheetError:
        raise Http404(_("This question is no longer asked.")) from None
    if not facts_asked(sheet):
        raise Http404(_("This question is no longer asked."))
    required = facts_required(sheet)
    answer = request.POST.get("answer", "")
    if answer not in {"yes", "no"}:
        told = passenger_for(
            account_id=account_id,
            identifier="",
            establishment_id=stop.establishment_id,
            facts=facts_asked(sheet),
        )
        context = {
            "supplier": supplier,
            "is_required": bool(required),
            "asked": [(fact_label(one), told.value(one)) for one in facts_asked(sheet)],
        }
        status = 422 if request.method == "POST" else 200
        return render(request, "access/sharing/ask.html", context, status=status)
    answer_sharing(
        account_id=account_id, supplier=supplier, is_given=answer == "yes", at=clock.now()
    )
    if answer == "no" and required:
        messages.info(request, _("Nothing was told, and the platform was not opened."))
        return redirect("access:offer_list")
    return redirect(stop.path) if isinstance(stop, Return) else _go_on(request, stop)


def _stopover(token: str, account_id: int) -> tuple[Opening | Return, Supplier]:
    """On the way to where, for which supplier; nobody goes on with what was another's."""
    opening = read_opening(token)
    there = read_return(token)
    rows = Supplier.objects.select_related("active_sheet")
    if opening is not None and opening.account_id == account_id:
        return opening, rows.get(code=opening.supplier_code)
    if there is not None:
        return there, rows.get(code=there.supplier_code)
    raise Http404(_("This question is no longer asked."))


def _go_on(request: HttpRequest, opening: Opening) -> HttpResponse:
    launch = Launch.objects.select_related("offer").get(pk=opening.launch_id)
    offer: Offer = launch.offer
    try:
        base_url = request.build_absolute_uri("/").rstrip("/")
        handover = hand_over(opening, request_base_url=base_url, at=clock.now())
    except HandoverFailedError as failed:
        return failed_page(request, offer=offer, said=str(failed))
    return leaving_page(request, offer=offer, handover=handover)


@never_cache
@login_required
@require_POST
def sharing_taken_back(request: HttpRequest, code: str) -> HttpResponse:
    """Take an answer back, at once."""
    take_back_sharing(account_id=request.actor.account_id, supplier_code=code)  # type: ignore[attr-defined]
    messages.success(request, _("Done: from now on nothing of you is told there."))
    return redirect("people:account")
