"""What machines take of a search: a feed of what is new in it, and the whole of it as a file."""

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from portee.access.api import search_access
from portee.catalogue.api import Access, IndexMissingError, Query, Sort, resource_cards, search
from portee.kernel import clock
from portee.portal.organisation import current_organisation
from portee.portal.queries.search_exports import EXPORTS, found_by
from portee.portal.queries.search_parameters import read_question
from portee.portal.queries.search_question import SearchQuestion
from portee.portal.search_budget import spend
from portee.portal.views.errors import too_many_requests, unavailable

FEED_LENGTH = 50
EXPORT_COST = 60.0
"""What an export takes of a client's budget: it works as long as sixty pages with a filter."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    """The latest arrivals among what a question finds, as an Atom feed (RFC 4287)."""
    question = _question(request)
    if (seconds := spend(request, question)) is not None:
        return too_many_requests(request, seconds=seconds)
    language = _language(request)
    query = Query(
        text=question.text,
        filters=question.filters,
        access=_access(request, question),
        sort=Sort.ADDED,
        limit=FEED_LENGTH,
    )
    with translation.override(language):
        try:
            found = [hit.id for hit in search(query).hits]
        except IndexMissingError:
            return unavailable(request)
        cards = resource_cards(found, language=language)
        entries = [cards[pk] for pk in found if pk in cards]
        context: dict[str, Any] = {
            "entries": entries,
            "question": question,
            "language": language,
            "base_url": current_organisation().base_url,
            "page_url": question.address(reverse("portal:search")),
            "updated_at": max((card.changed_at for card in entries), default=clock.now()),
            "network_name": settings.NETWORK_NAME,
        }
        response = render(request, "portal/machine/search_atom.txt", context)
    response.content = _NOT_XML.sub("", response.content.decode()).encode()
    response["Content-Type"] = "application/atom+xml; charset=utf-8"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def search_export(request: HttpRequest, export_format: str) -> HttpResponse:
    """The whole of what a question finds, up to a bound, as a file."""
    if export_format not in EXPORTS:
        raise Http404(export_format)
    question = _question(request)
    if (seconds := spend(request, question, extra=EXPORT_COST)) is not None:
        return too_many_requests(request, seconds=seconds)
    media_type, write = EXPORTS[export_format]
    language = _language(request)
    with translation.override(language):
        base_url = current_organisation().base_url
        lines = write(
            found_by(question, access=_access(request, question)),
            language=language,
            base_url=base_url,
        )
        try:
            content = "".join(lines)
        except IndexMissingError:
            return unavailable(request)
    name = f"portee-recherche.{export_format}"
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Robots-Tag": "noindex",
        },
    )


def _question(request: HttpRequest) -> SearchQuestion:
    question, _problems = read_question(dict(request.GET.lists()))
    return question.but()


def _access(request: HttpRequest, question: SearchQuestion) -> Access | None:
    """What opens to whoever asks, where nothing else is wanted."""
    return search_access(request, only=True, at=clock.now()) if question.only_open else None


def _language(request: HttpRequest) -> str:
    """The language asked for by `lang`: these addresses stand outside languages."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
