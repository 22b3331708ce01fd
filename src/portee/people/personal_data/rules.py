"""How long people keeps what it keeps.

Sources: CNIL, NS-009 (a year after the end of the last membership); the other delays are ours.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.kernel.personal_data import RetentionRule, register_rule, rule_of_rows
from portee.people.models import (
    ActivationCode,
    AddressChange,
    FailedSignIn,
    RegistrationDraft,
    SignInLink,
)
from portee.people.services import (
    address_change,
    failed_sign_in,
    open_session,
    reader_list_end,
    registration_proof,
    retention,
)


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
    for rule in _WITH_FILES:
        register_rule(rule)


def _unconfirmed(at: datetime) -> QuerySet[AddressChange]:
    return AddressChange.objects.filter(asked_at__lt=at - address_change.LASTS)


def _worn_out(at: datetime) -> QuerySet[ActivationCode]:
    return ActivationCode.objects.filter(expires_at__lte=at)


def _worn_links(at: datetime) -> QuerySet[SignInLink]:
    return SignInLink.objects.filter(expires_at__lte=at)


def _old_failures(at: datetime) -> QuerySet[FailedSignIn]:
    return FailedSignIn.objects.filter(last_failed_at__lt=at - failed_sign_in.FORGOTTEN_AFTER)


_ROWS: Final[tuple[tuple[str, str, Any, timedelta, Callable[[datetime], QuerySet[Any]]], ...]] = (
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
    ("links", "sign-in-link", _("A link to sign in, after its time"), timedelta(), _worn_links),
    (
        "failures",
        "failed-sign-ins",
        _("A count of wrong passwords, after the last one"),
        failed_sign_in.FORGOTTEN_AFTER,
        _old_failures,
    ),
)
"""The end of the code, the purpose, what is deleted, after how long, and the rows that are due at a moment."""


def _with_proofs(
    code: str, what: Any, delay: timedelta, due: Callable[[datetime], QuerySet[Any]]
) -> RetentionRule:
    """A rule that deletes requests, or answers, and the files joined to them."""

    def delete(at: datetime, actor: Actor) -> int:
        del actor
        rows = due(at)
        ids = list(rows.values_list("pk", flat=True))
        of_drafts = rows.model is RegistrationDraft
        with transaction.atomic():
            registration_proof.forget_proofs_of(
                drafts=ids if of_drafts else (), registrations=() if of_drafts else ids
            )
            rows.model._default_manager.filter(pk__in=ids).delete()
        return len(ids)

    return RetentionRule(
        code=f"people.{code}",
        what=what,
        delay=delay,
        purpose="registration",
        count=lambda at: due(at).count(),
        apply=delete,
    )


def _alone(forget: Callable[..., int]) -> Callable[[datetime, Actor], int]:
    """What deletes the same, whoever runs the rules."""

    def apply(at: datetime, actor: Actor) -> int:
        del actor
        return forget(at=at)

    return apply


_WITH_FILES: Final = (
    _with_proofs(
        "drafts", _("A request that was not sent"), retention.DRAFTS, retention.drafts_due
    ),
    _with_proofs(
        "requests-decided",
        _("A request refused, or handed over"),
        retention.UNANSWERED,
        retention.decided_due,
    ),
    _with_proofs(
        "requests-unanswered",
        _("A request to which you, or a parent, did not answer"),
        retention.UNANSWERED,
        retention.unanswered_due,
    ),
    RetentionRule(
        code="people.proofs",
        what=_("A proof whose request waits, or is gone"),
        delay=registration_proof.KEPT,
        purpose="proof",
        count=registration_proof.count_old_proofs,
        apply=_alone(registration_proof.forget_old_proofs),
    ),
    RetentionRule(
        code="people.lists",
        what=_("A list that was sent, with its lines and its file"),
        delay=reader_list_end.KEPT,
        purpose="reader-list",
        count=reader_list_end.count_old_lists,
        apply=_alone(reader_list_end.forget_lists),
    ),
    RetentionRule(
        code="people.sessions",
        what=_("A session that is over"),
        delay=timedelta(),
        purpose="session",
        count=lambda at: Session.objects.filter(expire_date__lt=at).count(),
        apply=_alone(open_session.forget_sessions),
    ),
)
"""Rules that delete more than rows, or more than one table."""
