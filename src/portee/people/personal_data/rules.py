"""How long people keeps what it keeps.

Sources: CNIL, NS-009 (a year after the end of the last membership); the other delays are ours.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portee.kernel.personal_data import RetentionRule, register_rule, rule_of_rows
from portee.people.models import ActivationCode, AddressChange
from portee.people.services import address_change, retention


def register_rules() -> None:
    """Register the rules of people."""
    for code, purpose, what, delay, due in _ROWS:
        register_rule(
            rule_of_rows(code=f"people.{code}", what=what, delay=delay, due=due, purpose=purpose)
        )
    register_rule(
        RetentionRule(
            code="people.strike-off",
            what=_("The whole account, after the end of the last registration"),
            delay=retention.STRUCK_OFF,
            purpose="account",
            count=lambda at: len(retention.accounts_due(at)),
            apply=lambda at, actor: retention.strike_off(actor=actor, at=at),
        )
    )


def _unconfirmed(at: datetime) -> QuerySet[AddressChange]:
    return AddressChange.objects.filter(asked_at__lt=at - address_change.LASTS)


def _worn_out(at: datetime) -> QuerySet[ActivationCode]:
    return ActivationCode.objects.filter(expires_at__lte=at)


def _over(at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lte=at)


_ROWS: Final[tuple[tuple[str, str, Any, timedelta, Callable[[datetime], QuerySet[Any]]], ...]] = (
    (
        "drafts",
        "registration",
        _("A request that was not sent"),
        retention.DRAFTS,
        retention.drafts_due,
    ),
    (
        "requests-decided",
        "registration",
        _("A request refused, or handed over"),
        retention.UNANSWERED,
        retention.decided_due,
    ),
    (
        "requests-unanswered",
        "registration",
        _("A request to which you, or a parent, did not answer"),
        retention.UNANSWERED,
        retention.unanswered_due,
    ),
    (
        "address-changes",
        "address-change",
        _("A change of address that was not confirmed"),
        address_change.LASTS,
        _unconfirmed,
    ),
    (
        "codes",
        "activation",
        _("The code of a printed sheet, after its last day"),
        timedelta(),
        _worn_out,
    ),
    ("sessions", "session", _("A session that is over"), timedelta(), _over),
)
"""The end of the code, the purpose, what is deleted, after how long, and the rows that are due at a moment."""
