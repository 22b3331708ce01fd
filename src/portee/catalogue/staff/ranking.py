"""Why is this first? A query, a resource, and what its place is made of."""

from dataclasses import dataclass
from typing import Any

from django.urls import path
from django.utils.translation import get_language, gettext_lazy

from portee.catalogue.indexing.asking import explain, search
from portee.catalogue.models import Resource
from portee.catalogue.queries.ranking import ReasonLine, reason_lines
from portee.catalogue.queries.resource_card import ResourceCard, resource_cards
from portee.catalogue.search.port import IndexMissingError, Query
from portee.catalogue.staff.reach import OpenToCataloguers
from portee.kernel.actor import Actor
from portee.ui.backoffice.screen import Screen, ScreenView

SHOWN = 10
_REACH = OpenToCataloguers(Resource)


@dataclass(frozen=True, slots=True)
class RankedLine:
    """A resource and the reasons of its place; none when the query does not find it."""

    card: ResourceCard
    reasons: list[ReasonLine]


class RankingView(ScreenView):
    """The first resources of a query, each with its reasons; and those of one resource more, wherever it stands."""

    template_name = "catalogue/staff/ranking.html"
    page_title = gettext_lazy("Why is this first?")
    header_icon = "list-ol"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was asked, and the reasons."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        text = self.request.GET.get("q", "").strip()
        asked = self.request.GET.get("resource", "").strip()
        context |= {"text": text, "asked": asked}
        if not text:
            return context
        try:
            return {**context, **_answer(text, int(asked) if asked.isdecimal() else None)}
        except IndexMissingError:
            return {**context, "is_rebuilding": True}


class RankingScreen(Screen):
    """`/gestion/classement/`."""

    name = "classement"
    menu_label = gettext_lazy("Why is this first?")
    menu_order = 315
    icon = "list-ol"

    def allows(self, actor: Actor) -> bool:
        """Whoever catalogues anywhere in the network."""
        return bool(_REACH.nodes(actor, ["view"]))

    def get_urlpatterns(self) -> list[Any]:
        """The one page."""
        return [path("", self.view(RankingView), name="index")]


def _answer(text: str, resource_id: int | None) -> dict[str, Any]:
    """The first resources, and the one asked for when it is not among them. Raises IndexMissingError."""
    query = Query(text, limit=SHOWN)
    result = search(query)
    if result.corrected:
        query = Query(result.corrected, limit=SHOWN)
    ids = [hit.id for hit in result.hits]
    wanted = [*ids, resource_id] if resource_id and resource_id not in ids else ids
    cards = resource_cards(wanted, language=get_language() or "fr")
    lines = [RankedLine(cards[one], _reasons(query, one)) for one in wanted if one in cards]
    return {
        "total": result.total,
        "corrected": result.corrected,
        "lines": [line for line in lines if line.card.id in ids],
        "other": [line for line in lines if line.card.id not in ids],
        "is_unknown": resource_id is not None and resource_id not in cards,
    }


def _reasons(query: Query, resource_id: int) -> list[ReasonLine]:
    found = explain(query, resource_id)
    return reason_lines(found) if found is not None else []
