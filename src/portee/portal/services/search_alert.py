"""Telling people, once a week, of what is new in the searches they keep: one message for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import parse_qs

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portee.catalogue.api import (
    IndexMissingError,
    Query,
    ResourceCard,
    Sort,
    resource_cards,
    search,
)
from portee.people.api import (
    Correspondent,
    Letter,
    LetterLink,
    LetterSection,
    find_correspondent,
    send_letter,
)
from portee.portal.models import SavedSearch
from portee.portal.queries.search_parameters import read_question
from portee.portal.queries.search_question import SearchQuestion

RHYTHM: Final = timedelta(days=7)
SHOWN: Final = 10
"""Documents that a message names of each search; the others are one press away."""

LOOKED_AT: Final = 100
"""Latest arrivals that are looked at: past them, the message says « more than »."""

_SEAL: Final = Signer(salt="portal.search-alert", sep=".")


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a search: the latest documents first, and how many there are (at most `LOOKED_AT`)."""

    name: str
    question: SearchQuestion
    cards: Sequence[ResourceCard]

    @property
    def count(self) -> int:
        """How many documents are new."""
        return len(self.cards)


def send_alerts(*, at: datetime) -> int:
    """Write to those whose searches found something in the last seven days; how many were written to.

    While search is being rebuilt nothing is told and nothing is noted: the next run tells it.
    """
    due = SavedSearch.objects.filter(
        is_alerted=True, told_until__lte=at - RHYTHM, account__is_active=True
    )
    account_ids = list(due.order_by("account_id").values_list("account_id", flat=True).distinct())
    try:
        return sum(_tell(account_id, at) for account_id in account_ids)
    except IndexMissingError:
        return 0


def compose_alert(person: Correspondent, found: Sequence[News], *, account_id: int) -> Letter:
    """What is written, in the active language."""
    total = sum(news.count for news in found)
    return Letter(
        subject=ngettext(
            "%(count)d new document in your searches",
            "%(count)d new documents in your searches",
            total,
        )
        % {"count": total},
        name=person.name,
        paragraphs=[
            _("Here is what arrived in the catalogue since the last message, search by search.")
        ],
        sections=[LetterSection(_title(news), _links(news)) for news in found],
        link_label=_("Change your searches and their alerts:"),
        path=reverse("portal:saved_searches"),
        stop_path=reverse("portal:alert_stop", args=[stop_token(account_id)]),
    )


def stop_token(account_id: int) -> str:
    """What the address that stops the alerts of an account carries."""
    return _SEAL.sign(str(account_id))


def account_in(token: str) -> int | None:
    """The account whose alerts the address of a message stops; none if the seal is not ours."""
    try:
        return int(_SEAL.unsign(token))
    except (BadSignature, ValueError):
        return None


def _tell(account_id: int, at: datetime) -> int:
    person = find_correspondent(account_id)
    if person is None or not person.email:
        return 0
    kept = list(SavedSearch.objects.filter(account_id=account_id, is_alerted=True))
    with translation.override(person.language):
        news = [_news(one, language=person.language) for one in kept]
        found = [one for one in news if one.count]
        # Noted first: a run that is cut short and begins again writes to nobody twice.
        told = SavedSearch.objects.filter(
            pk__in=[one.pk for one in kept], told_until__lt=at
        ).update(told_until=at)
        if not found or not told:
            return 0
        send_letter(compose_alert(person, found, account_id=account_id), to=person.email)
    return 1


def _news(kept: SavedSearch, *, language: str) -> News:
    question, _problems = read_question(parse_qs(kept.question))
    query = Query(
        text=question.text,
        filters=question.filters,
        sort=Sort.ADDED,
        limit=LOOKED_AT,
        may_correct=False,
    )
    cards = resource_cards((hit.id for hit in search(query).hits), language=language)
    recent = [card for card in cards.values() if card.added_at > kept.told_until]
    recent.sort(key=lambda card: (card.added_at, card.id), reverse=True)
    return News(kept.name, question, recent)


def _title(news: News) -> str:
    if news.count >= LOOKED_AT:
        return _("%(search)s: more than %(count)d new documents") % {
            "search": news.name,
            "count": LOOKED_AT - 1,
        }
    text = ngettext(
        "%(search)s: %(count)d new document", "%(search)s: %(count)d new documents", news.count
    )
    return text % {"search": news.name, "count": news.count}


def _links(news: News) -> list[LetterLink]:
    named = [LetterLink(_line(card), card.url) for card in news.cards[:SHOWN]]
    if news.count <= SHOWN:
        return named
    latest = news.question.but(sort=Sort.ADDED).address(reverse("portal:search"))
    return [*named, LetterLink(_("See all that is new in this search"), latest)]


def _line(card: ResourceCard) -> str:
    facts = [card.title or _("Untitled"), *card.contributors[:1], card.type_label]
    return ", ".join(fact for fact in facts if fact)
