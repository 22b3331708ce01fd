"""The page of a resource, at an address that stays: a wrong slug is put right, a merged resource leads to the other.

Its description in other formats, and the drawing that leads a telephone to it, are at addresses below.
"""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portee.access.api import resource_offers
from portee.catalogue import api as catalogue
from portee.kernel import clock
from portee.kernel.page_cache import cached_for_visitors
from portee.portal.language import reader_language
from portee.portal.organisation import current_organisation
from portee.portal.qr_code import qr_code
from portee.portal.queries.resource_page import page_of, reader_paths
from portee.portal.queries.saved_list import own_lists

LARGEST_NUMBER = 2**63 - 1
"""No database counts further."""

KEPT_SECONDS = 86_400
"""How long a browser keeps a QR code, which never changes."""


@require_safe
@cached_for_visitors()
def resource(request: HttpRequest, resource_id: int, slug: str = "") -> HttpResponse:  # noqa: ARG001  any slug leads here
    """Show a resource; 301 to its own address from any other, 410 when it is gone."""
    found = _found(request, resource_id)
    if isinstance(found, catalogue.WithdrawnResource):
        return gone(request, found)
    if isinstance(found, catalogue.MovedResource) or request.path != found.url:
        return HttpResponsePermanentRedirect(_with_query(request, found.url))
    licensed = {one.source_code for one in found.origins if one.is_licensed}
    offers = resource_offers(
        request,
        source_codes=licensed,
        addresses=[one.url for one in found.accesses],
        at=clock.now(),
    )
    through_offers = {address for one in offers for address in one.addresses}
    is_all_licensed = bool(offers) and len(licensed) == len(
        {one.source_code for one in found.origins}
    )
    context = {
        "sheet": found,
        "page": page_of(found, language=reader_language(), on=clock.today()),
        "offers": offers,
        "accesses": []
        if is_all_licensed
        else [one for one in found.accesses if one.url not in through_offers],
        "own_lists": own_lists(account_id) if (account_id := _account_of(request)) else (),
    }
    return render(request, "portal/resource/resource.html", context)


@require_safe
def resource_export(request: HttpRequest, resource_id: int, export_format: str) -> HttpResponse:
    """Give the description of a resource as a file. Only the merged description is written, never what is private."""
    found = _found(request, resource_id)
    if export_format not in set(catalogue.ExportFormat):
        raise Http404(_("There is no such format."))
    if isinstance(found, catalogue.WithdrawnResource):
        return gone(request, found)
    if isinstance(found, catalogue.MovedResource):
        there = reverse("portal:resource_export", args=[found.id, export_format])
        return HttpResponsePermanentRedirect(there)
    export = catalogue.export_resource(
        catalogue.ExportedResource(
            id=found.id,
            description=found.description,
            classification=found.classification,
            address=current_organisation().base_url + found.url,
            day=clock.today(),
            language=reader_language(),
        ),
        catalogue.ExportFormat(export_format),
    )
    name = f"{found.url.rpartition('/')[2]}-{found.id}.{export.suffix}"
    return HttpResponse(
        export.content,
        content_type=f"{export.media_type}; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Robots-Tag": "noindex, nofollow",
        },
    )


@require_safe
def resource_code(request: HttpRequest, resource_id: int) -> HttpResponse:  # noqa: ARG001  as every view
    """The QR code that leads to a resource by its number, whatever becomes of its title."""
    address = current_organisation().base_url + reverse(
        "portal:resource_number", args=[resource_id]
    )
    # Kept by the browser and not by us: invented numbers would fill the cache of pages.
    return HttpResponse(
        qr_code(address),
        content_type="image/svg+xml",
        headers={"Cache-Control": f"max-age={KEPT_SECONDS}"},
    )


def gone(request: HttpRequest, withdrawn: catalogue.WithdrawnResource) -> HttpResponse:
    """410: say what it was, and how to find what may stand in its place."""
    context = {"withdrawn": withdrawn}
    return render(request, "portal/resource/gone.html", context, status=HTTPStatus.GONE)


def _found(
    request: HttpRequest, resource_id: int
) -> catalogue.ResourceSheet | catalogue.MovedResource | catalogue.WithdrawnResource:
    """What stands at the number. Raises Http404 when nothing ever did."""
    if resource_id > LARGEST_NUMBER:
        raise Http404
    found = catalogue.find_resource_sheet(
        resource_id,
        language=reader_language(),
        on=clock.today(),
        own_paths=reader_paths(request.actor),  # type: ignore[attr-defined]
    )
    if found is None:
        raise Http404(_("No resource bears this number."))
    return found


def _account_of(request: HttpRequest) -> int | None:
    return request.actor.account_id  # type: ignore[attr-defined,no-any-return] # Put there by a middleware.


def _with_query(request: HttpRequest, url: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{url}?{query}" if query else url
