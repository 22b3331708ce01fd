"""The searches that a person keeps, as their page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from django.conf import settings
from django.urls import reverse

from portee.portal.models import SavedSearch
from portee.portal.queries.search_parameters import read_question


@dataclass(frozen=True, slots=True)
class SavedSearchLine:
    """One search; `url` asks it again, `feed_url` is its Atom feed."""

    id: int
    name: str
    url: str
    feed_url: str
    is_alerted: bool


def own_searches(account_id: int, *, language: str) -> Sequence[SavedSearchLine]:
    """The searches of a person by name. One SQL query."""
    path = reverse("portal:search")
    suffix = "" if language == settings.LANGUAGE_CODE else f"&lang={language}"
    feed = reverse("machine:search_feed")
    return [
        SavedSearchLine(
            id=row.pk,
            name=row.name,
            url=read_question(parse_qs(row.question))[0].address(path),
            feed_url=f"{feed}?{row.question}{suffix}",
            is_alerted=row.is_alerted,
        )
        for row in SavedSearch.objects.filter(account_id=account_id)
    ]
