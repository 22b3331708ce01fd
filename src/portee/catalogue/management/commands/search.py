"""`portee search TEXT`: what readers are given for a query, and why."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portee.catalogue.indexing.asking import explain, search
from portee.catalogue.queries.ranking import reason_lines
from portee.catalogue.queries.resource_card import ResourceCard, resource_cards
from portee.catalogue.search.facets import read_bounds
from portee.catalogue.search.port import (
    Explanation,
    FacetName,
    FacetWanted,
    Filter,
    IndexMissingError,
    Query,
    Result,
    Sort,
)
from portee.catalogue.search.port.document import CODED
from portee.catalogue.search.port.query import MAX_LIMIT
from portee.kernel.spoken_command import SpokenCommand


class Command(SpokenCommand):
    """One search, as the page and the API do it."""

    help = "Search the catalogue: words, phrases, exclusions, titre: auteur: sujet: isbn:…"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what is sought, how it is narrowed and how it is shown."""
        parser.add_argument("text", nargs="?", default="")
        parser.add_argument(
            "--filter",
            action="append",
            default=[],
            metavar="FACET=VALUE",
            help="narrow: type=score, date=1900..1999; several of one facet are alternatives",
        )
        parser.add_argument(
            "--limit", type=int, default=20, choices=range(MAX_LIMIT + 1), metavar="N"
        )
        parser.add_argument("--sort", default=Sort.RELEVANCE, choices=[*Sort])
        parser.add_argument("--explain", action="store_true", help="why each one is where it is")
        parser.add_argument("--json", action="store_true", help="one JSON object as last line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Search and print; exit 1 while there is no index."""
        query = Query(
            text=options["text"],
            filters=_filters(options["filter"]),
            facets=tuple(FacetWanted(facet) for facet in CODED),
            sort=Sort(options["sort"]),
            limit=options["limit"],
        )
        try:
            result = search(query)
            reasons = _reasons(query, result) if options["explain"] else {}
        except IndexMissingError as error:
            raise CommandError(_("Search is being rebuilt: try again in a moment.")) from error
        cards = resource_cards((one.id for one in result.hits), language=get_language() or "fr")
        if options["json"]:
            said = _as_json(result, cards, reasons)
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        else:
            self._print(result, cards, reasons)

    def _print(
        self, result: Result, cards: dict[int, ResourceCard], reasons: dict[int, Explanation]
    ) -> None:
        if result.corrected:
            self.stdout.write(
                _("Nothing was found; here is “%(text)s”:") % {"text": result.corrected}
            )
        milliseconds = result.took.total_seconds() * 1000
        self.stdout.write(
            _("%(total)d found in %(milliseconds).1f ms.")
            % {"total": result.total, "milliseconds": milliseconds}
        )
        for place, hit in enumerate(result.hits, start=1):
            card = cards.get(hit.id)
            if card is None:
                continue
            names = " ; ".join(card.contributors)
            line = " · ".join(
                part for part in (card.title, names, card.type_label, card.date) if part
            )
            self.stdout.write(f"{place}. [{hit.id}] {line}")
            if hit.id in reasons:
                for reason in reason_lines(reasons[hit.id]):
                    self.stdout.write(f"     {reason.score:8.2f}  {reason.sentence}")


def _reasons(query: Query, result: Result) -> dict[int, Explanation]:
    shown = Query(text=result.corrected or query.text, filters=query.filters)
    found = {one.id: explain(shown, one.id) for one in result.hits}
    return {one: reason for one, reason in found.items() if reason is not None}


def _filters(texts: Iterable[str]) -> tuple[Filter, ...]:
    chosen: dict[FacetName, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not value or name not in [*FacetName]:
            raise CommandError(
                _("“%(text)s” is no filter: write facet=value, with a facet among %(facets)s.")
                % {"text": text, "facets": ", ".join(FacetName)}
            )
        chosen.setdefault(FacetName(name), []).append(value)
    return tuple(_filter(facet, values) for facet, values in chosen.items())


def _filter(facet: FacetName, values: list[str]) -> Filter:
    if facet is not FacetName.DATE:
        return Filter(facet, values=tuple(values))
    try:
        return Filter(facet, ranges=tuple(read_bounds(value) for value in values))
    except ValueError as error:
        raise CommandError(_("Write years as 1900..1999, 1900.. or 1900.")) from error


def _as_json(
    result: Result, cards: dict[int, ResourceCard], reasons: dict[int, Explanation]
) -> dict[str, Any]:
    return {
        "total": result.total,
        "total_exact": result.is_total_exact,
        "hits": [
            {
                **_hit(cards[one.id]),
                "score": round(one.score, 4),
                **({"explanation": _reason(reasons[one.id])} if one.id in reasons else {}),
            }
            for one in result.hits
            if one.id in cards
        ],
        "facets": {
            facet: [
                {"value": one.value, "count": one.count, "selected": one.is_selected}
                for one in counts
            ]
            for facet, counts in result.facets.items()
        },
        "next": result.next.token if result.next else None,
        "corrected": result.corrected or None,
        "took_ms": round(result.took.total_seconds() * 1000, 3),
    }


def _hit(card: ResourceCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "url": card.url,
        "title": card.title,
        "contributors": card.contributors,
        "type": card.type,
        "date": card.date,
        "access": card.access,
    }


def _reason(reason: Explanation) -> dict[str, Any]:
    return {
        "score": round(reason.score, 4),
        "reason": reason.reason,
        "term": reason.term,
        "field": reason.field,
        "exact": reason.is_exact,
        "parts": [_reason(part) for part in reason.parts],
    }
