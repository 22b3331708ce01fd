"""The kinds of messages that the portal sends, with made-up values, for staff to read (kernel/mail/samples.py)."""

from datetime import UTC, datetime
from typing import Final

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import get_language, gettext_lazy

from portee.catalogue.api import ResourceCard
from portee.kernel.mail.samples import MailKind, register_mail_kind
from portee.people.api import Correspondent, compose_letter
from portee.portal.queries.search_question import SearchQuestion
from portee.portal.services.search_alert import News, compose_alert

MOMENT: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOBODY: Final = "camille@example.org"


def register_mail_kinds() -> None:
    """Offer the portal's messages to be previewed."""
    register_mail_kind(
        MailKind("search-alert", gettext_lazy("Something is new in searches that are kept"), _alert)
    )


def _alert() -> EmailMultiAlternatives:
    person = Correspondent("Camille", NOBODY, get_language() or "fr")
    news = News("chorale", SearchQuestion(text="chorale"), [_card()])
    return compose_letter(compose_alert(person, [news], account_id=0), to=NOBODY)


def _card() -> ResourceCard:
    return ResourceCard(
        id=1,
        url="/ressource/1/cantique-de-jean-racine",
        title="Cantique de Jean Racine",
        contributors=("Gabriel Fauré",),
        type="score",
        type_label="",
        types=("score",),
        disciplines=("music",),
        date="1865",
        publisher="",
        access=(),
        online_url="",
        levels=(),
        instruments=(),
        holders=(),
        has_incipit=False,
        added_at=MOMENT,
        changed_at=MOMENT,
    )
