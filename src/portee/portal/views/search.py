"""The search page."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portee.access.api import search_access
from portee.catalogue.api import Sort
from portee.kernel import clock
from portee.kernel.page_cache import cached_for_visitors
from portee.portal.language import reader_language
from portee.portal.queries.own_establishment import own_establishment
from portee.portal.queries.search_page import read_search_page
from portee.portal.queries.search_parameters import read_question
from portee.portal.queries.search_question import SearchQuestion, View, encoded
from portee.portal.queries.spaces import space_of
from portee.portal.search_budget import spend
from portee.portal.views.errors import too_many_requests

KEPT_SECONDS = 20
"""How long visitors share the page without words: the time in which a new resource may be missing from it."""

SORTS: tuple[tuple[Sort, Promise], ...] = (
    (Sort.RELEVANCE, _("Relevance")),
    (Sort.NEWEST, _("Most recent first")),
    (Sort.OLDEST, _("Oldest first")),
    (Sort.TITLE, _("Title")),
    (Sort.ADDED, _("Latest arrivals")),
)
VIEWS: tuple[tuple[View, Promise, str], ...] = (
    (View.LIST, _("List"), "list"),
    (View.COVERS, _("Covers"), "covers"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to order or lay out the result; `url` is the same question so ordered."""

    label: Promise
    url: str
    is_current: bool
    icon: str = ""


@cached_for_visitors(seconds=KEPT_SECONDS, parameters=("discipline", "type"))
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, and how to narrow or widen it. Robots are asked not to keep it: it has no end."""
    question, _problems = read_question(dict(request.GET.lists()))
    path = reverse("portal:search")
    if _is_as_forms_send_it(request):
        return redirect(question.address(path))
    if (seconds := spend(request, question)) is not None:
        return too_many_requests(request, seconds=seconds)
    own = own_establishment(request.actor)  # type: ignore[attr-defined] # Put there by a middleware.
    page = read_search_page(
        question,
        language=reader_language(),
        path=path,
        own=own,
        access=search_access(request, only=question.only_open, at=clock.now()),
    )
    context = {
        "page": page,
        "question": page.question,
        "own": own,
        "space": space_of(dict(request.GET.lists())) if not question.text else None,
        "sorts": _sorts(page.question, path),
        "views": _views(page.question, path),
        "machine_query": encoded(_machine_pairs(page.question)),
        "kept_query": encoded(page.question.but().pairs()),
        "search_url": path,
    }
    response = render(request, "portal/search/search.html", context)
    response["X-Robots-Tag"] = "noindex, follow"
    return response


def _is_as_forms_send_it(request: HttpRequest) -> bool:
    """Whether the address holds what only a form writes: empty fields, a range of years in two."""
    return any(
        name in {"from", "to"} or not all(values) for name, values in request.GET.lists()
    ) and bool(set(request.GET) - {"q"})


def _sorts(question: SearchQuestion, path: str) -> list[Choice]:
    return [
        Choice(label, question.but(sort=sort).address(path), question.sort is sort)
        for sort, label in SORTS
    ]


def _views(question: SearchQuestion, path: str) -> list[Choice]:
    return [
        Choice(label, question.but(view=view).address(path), question.view is view, icon)
        for view, label, icon in VIEWS
    ]


def _machine_pairs(question: SearchQuestion) -> list[tuple[str, str]]:
    """The question as feeds and exports ask it: nothing of how a page is laid out, and the language in words."""
    plain = question.but(view=View.LIST, opened=(), sought={})
    language = reader_language()
    return [*plain.pairs(), *([] if language == settings.LANGUAGE_CODE else [("lang", language)])]
