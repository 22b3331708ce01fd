"""What is offered beside a result: filters that the words mean, and, when nothing is found, wider searches."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from portee.catalogue.api import (
    IntentKind,
    Query,
    facet_name,
    recognise,
    search,
)
from portee.portal.queries.facet_panel import choices_by_value
from portee.portal.queries.search_question import SearchQuestion

MOST_INTENTS: Final = 3
MOST_TRIED: Final = 8
"""Wider searches counted for one empty page: each costs a query of the engine, without facets."""

MOST_WIDER: Final = 5
MOST_WORDS: Final = 5
"""Words of which one is left out at a time; of a longer text no one word is to blame."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Another search: what it is, where it is, how much it finds when that was counted."""

    label: str
    url: str
    count: int | None = None


def intents_offered(question: SearchQuestion, *, language: str, path: str) -> list[Offer]:
    """What the words are also about, each as a search for that alone; what is chosen already is left out."""
    offers: list[Offer] = []
    for intent in recognise(question.text, language=language) if question.text else ():
        if intent.kind is IntentKind.ISBN and intent.rest:
            label = _("ISBN %(isbn)s") % {"isbn": intent.label}
            offers.append(Offer(label, question.but(text=intent.value).address(path)))
        elif intent.facet is not None and (intent.facet, intent.value) not in question.choices:
            narrowed = question.but(text=intent.rest).choosing(intent.facet, intent.value)
            name = facet_name(intent.facet, language)
            offers.append(Offer(f"{intent.label} ({_uncapitalised(name)})", narrowed.address(path)))
    return offers[:MOST_INTENTS]


def wider_searches(question: SearchQuestion, *, language: str, path: str) -> list[Offer]:
    """Searches near one that found nothing, that find something: without a filter, without any, without a word."""
    found: list[Offer] = []
    for tried, (label, wider) in enumerate(_wider(question, language)):
        if tried == MOST_TRIED or len(found) == MOST_WIDER:
            break
        count = search(
            Query(text=wider.text, filters=wider.filters, limit=0, may_correct=False)
        ).total
        if count:
            found.append(Offer(label, wider.address(path), count))
    return found


def _wider(question: SearchQuestion, language: str) -> Iterator[tuple[str, SearchQuestion]]:
    labels = choices_by_value(question, language)
    several = len(labels) > 1
    for facet, value in question.choices if several or question.text else ():
        yield (
            _("Without the filter “%(filter)s”") % {"filter": labels[facet, value]},
            question.without(facet, value),
        )
    if several and question.text:
        yield _("Without any filter"), question.without_filters()
    words = question.text.split()
    if 1 < len(words) <= MOST_WORDS:
        for left_out in reversed(range(len(words))):
            kept = " ".join((*words[:left_out], *words[left_out + 1 :]))
            yield _("Only “%(words)s”") % {"words": kept}, question.but(text=kept)


def _uncapitalised(name: str) -> str:
    return name[:1].lower() + name[1:]
