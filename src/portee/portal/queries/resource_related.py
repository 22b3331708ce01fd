"""What goes with a resource: others by the same people, on the same subject, for the same instruments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portee.catalogue import api as catalogue
from portee.catalogue.api import FacetName, Filter, Query
from portee.kernel.logs import get_logger
from portee.portal.queries.cover_kind import cover_kind

MOST: Final = 4
"""Resources of each group: a line of the page."""

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Related:
    """One resource beside; `cover` is a drawing of the design system."""

    brief: catalogue.ResourceBrief
    cover: str


@dataclass(frozen=True, slots=True)
class RelatedGroup:
    """Why they are here, and the search that finds all of them."""

    label: str | Promise
    query: str
    related: Sequence[Related]


def related_to(sheet: catalogue.ResourceSheet, *, language: str) -> list[RelatedGroup]:
    """The groups that hold anything, each resource once. One SQL query; none while search is being rebuilt."""
    try:
        found = [(label, address, _ids(query)) for label, address, query in _questions(sheet)]
    except catalogue.IndexMissingError:
        return []
    except Exception:
        # The page is worth more than what goes with it: whatever happens to the index is told elsewhere.
        _log.exception("resource.related_failed")
        return []
    seen = {sheet.id}
    kept: list[tuple[str | Promise, str, list[int]]] = []
    for label, address, ids in found:
        fresh = [one for one in ids if one not in seen][:MOST]
        seen.update(fresh)
        kept.append((label, address, fresh))
    every = [one for _label, _address, ids in kept for one in ids]
    if not every:
        return []
    briefs = {brief.id: brief for brief in catalogue.resource_briefs(every, language=language)}
    groups = [
        RelatedGroup(label, address, [_related(briefs[one]) for one in ids if one in briefs])
        for label, address, ids in kept
    ]
    return [group for group in groups if group.related]


def _questions(sheet: catalogue.ResourceSheet) -> Iterator[tuple[str | Promise, str, Query]]:
    """At most three searches, the nearest kin first."""
    room = MOST * 2 + 1
    for one in sheet.main_contributors[:1]:
        phrase = one.query_text
        if phrase:
            text = f'auteur:"{phrase}"'
            query = Query(text=text, limit=room, may_correct=False)
            yield _("By the same person"), one.query, query
    if sheet.subjects:
        heading = sheet.subjects[0]
        subject = Filter(FacetName.SUBJECT, (heading.value,))
        yield _("On the same subject"), heading.query, Query(filters=(subject,), limit=room)
    else:
        instruments = next((fact for fact in sheet.facts if fact.name == "instrument"), None)
        if instruments is not None:
            first = instruments.values[0]
            wanted = Filter(FacetName.INSTRUMENT, (first.value,))
            yield _("For the same instrument"), first.query, Query(filters=(wanted,), limit=room)


def _ids(query: Query) -> list[int]:
    return [hit.id for hit in catalogue.search(query).hits]


def _related(brief: catalogue.ResourceBrief) -> Related:
    return Related(brief, cover_kind(brief.types))
