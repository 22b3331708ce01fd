"""Keeping a search, and forgetting it. Telling people of what is new in theirs is in `search_alert.py`."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portee.kernel.errors import DomainError
from portee.portal.models import SavedSearch
from portee.portal.models.saved_search import LONGEST_NAME
from portee.portal.queries.facet_panel import choices_by_value
from portee.portal.queries.search_question import SearchQuestion, View, encoded

MOST_SEARCHES: Final = 50
"""Searches that one person keeps: each that is alerted is asked again every week."""

LONGEST_QUESTION: Final = 2_000


class SearchNotKeptError(DomainError):
    """The search asks nothing, is too long to be kept, or there are too many already."""

    code = "portal.search_not_kept"


@transaction.atomic
def keep_search(
    *, account_id: int, question: SearchQuestion, is_alerted: bool, language: str, at: datetime
) -> SavedSearch:
    """Keep a search under a name that says what it asks; kept already, only its alert is turned on.

    Its order and its layout are not part of it, nor is what opens to the person on the day. Raises SearchNotKeptError.
    """
    asked = _without_layout(question)
    if asked.is_blank:
        raise SearchNotKeptError(
            gettext_lazy("Type words or choose a filter: this search asks nothing yet.")
        )
    text = encoded(asked.pairs())
    if len(text) > LONGEST_QUESTION:
        raise SearchNotKeptError(gettext_lazy("This search is too long to be kept."))
    known = SavedSearch.objects.filter(account_id=account_id, question=text).first()
    if known is not None:
        if is_alerted and not known.is_alerted:
            turn_alert(account_id=account_id, search_id=known.pk, is_alerted=True, at=at)
        return known
    if SavedSearch.objects.filter(account_id=account_id).count() >= MOST_SEARCHES:
        raise SearchNotKeptError(
            gettext_lazy("You keep fifty searches, which is the most. Forget one first.")
        )
    return SavedSearch.objects.create(
        account_id=account_id,
        name=name_of(asked, language=language)[:LONGEST_NAME],
        question=text,
        is_alerted=is_alerted,
        told_until=at,
        created_at=at,
    )


def turn_alert(*, account_id: int, search_id: int, is_alerted: bool, at: datetime) -> bool:
    """Be told of what is new from now on, or no more; whether the person keeps such a search."""
    own = SavedSearch.objects.filter(account_id=account_id, pk=search_id)
    if is_alerted:
        return bool(own.update(is_alerted=True, told_until=at))
    return bool(own.update(is_alerted=False))


def rename_search(*, account_id: int, search_id: int, name: str) -> bool:
    """Call it otherwise; whether the person keeps such a search. An empty name changes nothing."""
    words = " ".join(name.split())[:LONGEST_NAME]
    own = SavedSearch.objects.filter(account_id=account_id, pk=search_id)
    return bool(own.update(name=words) if words else own.count())


def forget_search(*, account_id: int, search_id: int) -> bool:
    """Forget it; whether the person kept such a search."""
    return bool(SavedSearch.objects.filter(account_id=account_id, pk=search_id).delete()[0])


def stop_alerts(*, account_id: int) -> int:
    """Be told of nothing any more; how many alerts ended. The searches stay."""
    return SavedSearch.objects.filter(account_id=account_id, is_alerted=True).update(
        is_alerted=False
    )


def name_of(question: SearchQuestion, *, language: str) -> str:
    """What a search is called before its owner says otherwise: « chorale », Partition, Cycle 2."""
    words = [_("“%(text)s”") % {"text": question.text}] if question.text else []
    return ", ".join([*words, *choices_by_value(question, language).values()])


def _without_layout(question: SearchQuestion) -> SearchQuestion:
    usual = SearchQuestion()
    return question.but(
        sort=usual.sort, view=View.LIST, opened=(), sought={}, is_exact=False, only_open=False
    )
