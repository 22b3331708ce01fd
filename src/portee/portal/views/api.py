"""The API of the site, version 1, described at `/api/openapi.json`. It reads, and says nothing that pages do not.

No interactive documentation is served: those pages load their scripts from other hosts.
"""

from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from portee.access.api import search_access
from portee.catalogue import api as catalogue
from portee.kernel import clock
from portee.portal.api_language import speaking
from portee.portal.api_schemas import (
    ErrorOut,
    FullResourceOut,
    IdentifierOut,
    LanguageParameters,
    NoteOut,
    SearchOut,
    SearchParameters,
    SuggestOut,
    SuggestParameters,
)
from portee.portal.api_search import (
    ParameterError,
    answer_search,
    answer_suggest,
    question_of,
    written,
)
from portee.portal.search_budget import spend
from portee.portal.views.errors import RETRY_AFTER_SECONDS

LARGEST_ID: Final = (1 << 63) - 1
"""What a database takes; a larger number is the address of nothing."""

REFUSALS: Final = {400: ErrorOut, 429: ErrorOut, 503: ErrorOut}

api = NinjaAPI(
    title="Portée",
    version="1",
    description="Search the resources of the network, and read them.",
    docs_url=None,
    urls_namespace="api",
)


@api.get("/v1/search", response={200: SearchOut, **REFUSALS}, url_name="search")
def search(request: HttpRequest, parameters: Query[SearchParameters]) -> Any:
    """Search resources. Words are free to ask; facets that are turned by machine must be turned slowly (429)."""
    with speaking(request) as language:
        question = question_of(dict(request.GET.lists()))
        seconds = spend(request, question)
        if seconds is not None:
            return _later(request, HTTPStatus.TOO_MANY_REQUESTS, seconds)
        access = search_access(request, only=parameters.mine, at=clock.now())
        found = answer_search(question, parameters, language=language, access=access)
        return _told(request, found, language)


@api.get("/v1/suggest", response={200: SuggestOut, **REFUSALS}, url_name="suggest")
def suggest(request: HttpRequest, parameters: Query[SuggestParameters]) -> Any:
    """Offer headings and resources for what is being typed, one wrong letter forgiven."""
    with speaking(request) as language:
        offered = answer_suggest(parameters.q, limit=parameters.limit, language=language)
        return _told(request, SuggestOut(suggestions=offered), language)


@api.get(
    "/v1/resources/{resource_id}",
    response={200: FullResourceOut, 301: None, 400: ErrorOut, 404: ErrorOut, 410: ErrorOut},
    url_name="resource",
)
def resource(request: HttpRequest, resource_id: int, parameters: Query[LanguageParameters]) -> Any:  # noqa: ARG001  read by `speaking`
    """Read one resource; 301 to the one it was merged into, 410 when it is gone."""
    if not 0 < resource_id <= LARGEST_ID:
        raise Http404
    with speaking(request) as language:
        found = catalogue.find_resource_sheet(resource_id, language=language, on=clock.today())
        if isinstance(found, catalogue.ResourceSheet):
            card = catalogue.resource_cards([resource_id], language=language).get(resource_id)
            if card is not None:
                return _told(request, _full(found, card), language)
        if isinstance(found, catalogue.MovedResource):
            address = reverse("api:resource", args=[catalogue.current_id(resource_id)])
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        if isinstance(found, catalogue.WithdrawnResource):
            return _refused(request, HTTPStatus.GONE, _("This resource is gone."))
        raise Http404


def _full(sheet: catalogue.ResourceSheet, card: catalogue.ResourceCard) -> FullResourceOut:
    description, classification = sheet.description, sheet.classification
    return FullResourceOut(
        **written(card).model_dump(),
        disciplines=list(classification.disciplines),
        languages=list(classification.languages),
        identifiers=[
            IdentifierOut(scheme=one.scheme, value=one.value) for one in description.identifiers
        ],
        subjects=[" -- ".join((one.heading, *one.subdivisions)) for one in description.subjects],
        notes=[NoteOut(kind=one.kind, text=one.text) for one in description.notes],
        extent=description.extent,
        edition=description.edition,
    )


def _told(request: HttpRequest, answer: Any, language: str) -> HttpResponse:
    response = api.create_response(request, answer.model_dump(), status=HTTPStatus.OK)
    response["Content-Language"] = language
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _refused(
    request: HttpRequest, status: HTTPStatus, message: str, parameter: str = ""
) -> HttpResponse:
    response = api.create_response(
        request, {"message": message, "parameter": parameter}, status=status
    )
    response["Cache-Control"] = "no-store"
    return response


def _later(request: HttpRequest, status: HTTPStatus, seconds: int) -> HttpResponse:
    message = (
        _("The search is being rebuilt: try again soon.")
        if status is HTTPStatus.SERVICE_UNAVAILABLE
        else _("Too many searches with filters came from here: try again in %(seconds)d seconds.")
        % {"seconds": seconds}
    )
    response = _refused(request, status, message)
    response["Retry-After"] = str(seconds)
    return response


@api.exception_handler(ParameterError)
def wrong_parameter(request: HttpRequest, error: ParameterError) -> HttpResponse:
    """400: which parameter, and what it may be."""
    with speaking(request):
        return _refused(request, HTTPStatus.BAD_REQUEST, str(error), error.parameter)


@api.exception_handler(ValidationError)
def unreadable_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """400: a number that is none, a choice that does not exist."""
    first = error.errors[0]
    name = next((str(part) for part in reversed(first["loc"]) if not isinstance(part, int)), "")
    return _refused(request, HTTPStatus.BAD_REQUEST, first["msg"], name)


@api.exception_handler(catalogue.IndexMissingError)
def rebuilding(request: HttpRequest, _error: catalogue.IndexMissingError) -> HttpResponse:
    """503: there is no index to answer from."""
    with speaking(request):
        return _later(request, HTTPStatus.SERVICE_UNAVAILABLE, RETRY_AFTER_SECONDS)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, _error: Http404) -> HttpResponse:
    """404: nothing bears that number."""
    with speaking(request):
        return _refused(request, HTTPStatus.NOT_FOUND, _("There is no such resource."))


def _guarded() -> tuple[list[Any], str, str]:
    """The addresses of the API, which only reads: what is posted to it is judged as anywhere else, then refused."""
    patterns, namespace, name = api.urls
    for pattern in patterns:
        view: Any = require_safe(pattern.callback)  # type: ignore[type-var] # Each pattern of a view has one.
        view.csrf_exempt = False
        pattern.callback = view
    return patterns, namespace, name


urls = _guarded()
