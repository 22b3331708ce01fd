"""Every kind of message that people send, with made-up values, for staff to read (kernel/mail/samples.py)."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portee.kernel.mail.samples import MailKind, register_mail_kind
from portee.people.adapters.account_adapter import write_mail
from portee.people.models import Account, AddressChange, Membership, RefusalReason, Registration
from portee.people.services import (
    account_letter,
    guardian_letter,
    membership_reminder,
    registration_letter,
)
from portee.people.services.letter import Letter, compose_letter

MOMENT: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOBODY: Final = "camille@example.org"


def register_mail_kinds() -> None:
    """Offer every kind to be previewed."""
    for code, title, context in _MAILS:
        register_mail_kind(MailKind(code.replace("_", "-"), title, _plain(code, context)))
    for code, title, compose in _LETTERS:
        register_mail_kind(MailKind(code, title, _letter(compose)))


def _plain(
    name: str, context: Callable[[], dict[str, Any]]
) -> Callable[[], EmailMultiAlternatives]:
    return lambda: write_mail(name, to=[NOBODY], context=context())


def _letter(compose: Callable[[], Letter]) -> Callable[[], EmailMultiAlternatives]:
    return lambda: compose_letter(compose(), to=NOBODY)


def _account() -> Account:
    """Somebody who is in no table, and has not chosen a password."""
    account = Account(pk=0, email=NOBODY, display_name="Camille Vidal")
    account.language = get_language() or settings.LANGUAGE_CODE
    account.set_unusable_password()
    return account


def _establishment() -> Any:
    # The table of another context, as this one's own tables point at it.
    table: Any = Registration._meta.get_field("establishment").related_model
    return table(name=_("Library of the Three Rivers"), code="bibliotheque")


def _registration() -> Registration:
    return Registration(
        pk=0,
        establishment=_establishment(),
        display_name="Camille Vidal",
        email=NOBODY,
        submitted_at=MOMENT,
        due_at=MOMENT + timedelta(days=7),
        question=_("Which school do you go to?"),
        reason=RefusalReason.OUTSIDE,
    )


def _membership() -> Membership:
    return Membership(
        account=_account(), establishment=_establishment(), end_date=MOMENT.date() + timedelta(30)
    )


def _change() -> AddressChange:
    return AddressChange(pk=0, account=_account(), email=NOBODY)


def _password_path() -> str:
    # Made by hand: allauth’s own generator writes the addresses of the account it is given.
    return reverse("people:password_reset_key", kwargs={"uidb36": "0", "key": "exemple"})


def _reset_link() -> dict[str, Any]:
    return {
        "person_name": "Camille Vidal",
        "establishment_name": _establishment().name,
        "password_reset_url": settings.BASE_URL.rstrip("/") + _password_path(),
    }


_MAILS: Final = (
    ("invitation", gettext_lazy("An account was opened at the desk"), _reset_link),
    ("password_reset", gettext_lazy("A new password was asked for"), _reset_link),
    ("password_changed", gettext_lazy("The password was changed"), dict),
    ("unknown_address", gettext_lazy("A password was asked for an unknown address"), dict),
)
_LETTERS: Final = (
    (
        "request-received",
        gettext_lazy("A request has arrived"),
        lambda: registration_letter.received(_registration()),
    ),
    (
        "request-consent",
        gettext_lazy("A guardian’s consent is asked for"),
        lambda: registration_letter.consent_asked(_registration()),
    ),
    (
        "request-claim",
        gettext_lazy("An account is asked whether a child’s request is its own"),
        lambda: registration_letter.claim_asked(_registration(), _account()),
    ),
    (
        "request-waiting",
        gettext_lazy("The same request was made twice"),
        lambda: registration_letter.already_waiting(_registration()),
    ),
    (
        "request-registered",
        gettext_lazy("A request by somebody who is registered"),
        lambda: registration_letter.already_registered(_account(), _establishment().name),
    ),
    (
        "request-accepted",
        gettext_lazy("A request is accepted"),
        lambda: registration_letter.accepted(_registration(), NOBODY, activation=_password_path()),
    ),
    (
        "request-refused",
        gettext_lazy("A request is refused"),
        lambda: registration_letter.refused(_registration()),
    ),
    (
        "request-question",
        gettext_lazy("More is asked about a request"),
        lambda: registration_letter.more_asked(_registration()),
    ),
    (
        "request-handed-over",
        gettext_lazy("A request is handed over"),
        lambda: registration_letter.handed_over(_registration()),
    ),
    (
        "guardian-registered",
        gettext_lazy("A guardian may follow the registration of a child"),
        lambda: guardian_letter.registered(_registration(), has_account=False),
    ),
    (
        "guardian-withdrawn",
        gettext_lazy("A guardian withdrew a consent, for staff"),
        lambda: guardian_letter.withdrawn(_account(), _establishment().name, 0),
    ),
    (
        "guardian-fifteen",
        gettext_lazy("Somebody is fifteen"),
        lambda: guardian_letter.fifteen_child(_account()),
    ),
    (
        "guardian-fifteen-parent",
        gettext_lazy("Somebody is fifteen, to the guardian"),
        lambda: guardian_letter.fifteen_guardian(_account(), _account()),
    ),
    (
        "guardian-ended",
        gettext_lazy("Somebody is of age"),
        lambda: guardian_letter.ended_child(_account()),
    ),
    (
        "guardian-ended-parent",
        gettext_lazy("Somebody is of age, to the guardian"),
        lambda: guardian_letter.ended_guardian(_account(), _account()),
    ),
    (
        "membership-ending",
        gettext_lazy("A registration ends soon"),
        lambda: membership_reminder.ending(_membership()),
    ),
    (
        "requests-late",
        gettext_lazy("Requests are late, for managers"),
        lambda: membership_reminder.late(_account(), Counter({_establishment().name: 2})),
    ),
    (
        "address-confirm",
        gettext_lazy("A new address is to be confirmed"),
        lambda: account_letter.confirm_address(_change()),
    ),
    (
        "address-offered",
        gettext_lazy("An address given for a new account is to be confirmed"),
        lambda: account_letter.offered_address(_change()),
    ),
    (
        "address-asked",
        gettext_lazy("A change of address was asked for, to the old one"),
        lambda: account_letter.address_change_asked(_account()),
    ),
    (
        "address-changed",
        gettext_lazy("The address was changed, to the old one"),
        lambda: account_letter.address_changed(_account()),
    ),
    (
        "address-used",
        gettext_lazy("An address that already has an account"),
        lambda: account_letter.address_already_used(_account()),
    ),
)
