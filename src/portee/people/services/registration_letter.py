"""What is written to somebody about their request, in the language they asked in."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from portee.people import sign_in_name
from portee.people.models import Account, Registration
from portee.people.services.invitation import activation_path
from portee.people.services.letter import Letter, send_letter
from portee.people.signed_number import Use, sealed


def write(compose: Callable[[Registration], Letter], registration: Registration) -> None:
    """Compose a letter in the language of the request and send it to its author, or to the guardian of a child."""
    with translation.override(registration.language):
        send_letter(compose(registration), to=registration.contact_email)


def write_accepted(registration: Registration, account: Account) -> None:
    """Tell whoever is now registered, with a link to choose a password when there is none yet."""

    def composed(asked: Registration) -> Letter:
        is_new = not account.has_usable_password()
        return accepted(asked, account.email, activation=activation_path(account) if is_new else "")

    write(composed, registration)


def write_already_registered(account: Account, *, establishment_name: str) -> None:
    """Tell somebody who asks for what they have."""
    with translation.override(account.language):
        send_letter(already_registered(account, establishment_name), to=account.email)


def write_claim_asked(registration: Registration, account: Account) -> None:
    """Ask the holder of an account whether a child's request is hers."""
    with translation.override(account.language):
        send_letter(claim_asked(registration, account), to=account.email)


def received(registration: Registration) -> Letter:
    """To an adult: the request has arrived, and when it will be answered."""
    return Letter(
        subject=_("Your request has arrived"),
        name=registration.display_name,
        paragraphs=(
            _("%(establishment)s has received your request for registration.")
            % _names(registration),
            _("You will have an answer by %(day)s at the latest.")
            % {"day": date_format(localtime(registration.due_at))},
        ),
        link_label=_("See where my request stands:"),
        path=follow_path(registration),
        closing=_not_you(),
    )


def consent_asked(registration: Registration) -> Letter:
    """To the guardian of a child: what is asked, and how to say yes or no."""
    return Letter(
        subject=_("Your consent is asked for a child"),
        name="",
        paragraphs=(
            _(
                "%(name)s, who may be under fifteen, asks to be registered at %(establishment)s. "
                "You were named as the person responsible."
            )
            % _names(registration),
            _("Nothing is decided without your consent."),
        ),
        link_label=_("Read the request, then say yes or no:"),
        path=reverse("people:registration_consent", args=[sealed(registration.pk, Use.CONSENT)]),
        closing=_("Without an answer within thirty days, the request is deleted."),
    )


def claim_asked(registration: Registration, account: Account) -> Letter:
    """To the account at the address given for a child: is the request hers?"""
    return Letter(
        subject=_("Is this request yours?"),
        name=str(account),
        paragraphs=(
            _("%(name)s asks to be registered at %(establishment)s, and gave your address.")
            % _names(registration),
            _(
                "If it is you, say so: the registration joins your account, and the parent who consents follows it."
            ),
        ),
        link_label=_("Say that it is me:"),
        path=reverse("people:registration_claim", args=[sealed(registration.pk, Use.CLAIM)]),
        closing=_("If it is not you, do nothing: nothing of your account changes."),
    )


def already_waiting(registration: Registration) -> Letter:
    """To somebody who asks twice: the first request still waits."""
    return Letter(
        subject=_("Your request is already waiting"),
        name=registration.display_name,
        paragraphs=(
            _("%(establishment)s already has a request from you. You need not send another.")
            % _names(registration),
        ),
        link_label=_("See where my request stands:"),
        path=follow_path(registration),
        closing=_not_you(),
    )


def already_registered(account: Account, establishment_name: str) -> Letter:
    """To somebody who asks for what they have: how to sign in."""
    return Letter(
        subject=_("You are already registered"),
        name=str(account),
        paragraphs=(
            _("You asked to be registered at %(establishment)s: you already are.")
            % {"establishment": establishment_name},
            _("If you have forgotten your password, choose another one from the sign-in page."),
        ),
        link_label=_("Sign in:"),
        path=reverse("people:sign_in"),
        closing=_not_you(),
    )


def accepted(registration: Registration, stored_name: str, *, activation: str) -> Letter:
    """To whoever is now registered: the link that chooses a password, or the way to sign in when there is none."""
    paragraphs = [_("You are now registered at %(establishment)s.") % _names(registration)]
    if sign_in_name.is_stored_name(stored_name):
        paragraphs.append(
            _("The name to sign in with is: %(name)s") % {"name": sign_in_name.shown(stored_name)}
        )
    return Letter(
        subject=_("You are registered"),
        name=registration.display_name,
        paragraphs=paragraphs,
        link_label=_("Choose my password:") if activation else _("Sign in:"),
        path=activation or reverse("people:sign_in"),
        closing=_(
            "The link works once, for three days. Later, ask your establishment or use “I forgot my password”."
        )
        if activation
        else "",
    )


def refused(registration: Registration) -> Letter:
    """To whoever was refused: why, and what to do."""
    reasons = [str(registration.get_reason_display()), registration.reason_text]
    return Letter(
        subject=_("Your request was not accepted"),
        name=registration.display_name,
        paragraphs=(
            _("%(establishment)s cannot register you on line.") % _names(registration),
            *(reason for reason in reasons if reason),
            _("If you think this is a mistake, get in touch with them: they will help you."),
        ),
        link_label=_("Find their address:"),
        path=reverse("network:establishment", args=[registration.establishment.code]),
    )


def more_asked(registration: Registration) -> Letter:
    """To whoever must say more: the question, and where to answer."""
    return Letter(
        subject=_("A question about your request"),
        name=registration.display_name,
        paragraphs=(
            _("%(establishment)s needs to know more before deciding:") % _names(registration),
            registration.question,
        ),
        link_label=_("Answer:"),
        path=follow_path(registration),
        closing=_("Without an answer within thirty days, the request is deleted."),
    )


def handed_over(registration: Registration) -> Letter:
    """To whoever asked elsewhere: who decides now, and when."""
    return Letter(
        subject=_("Your request was handed over"),
        name=registration.display_name,
        paragraphs=(
            _("Your request is now with %(establishment)s.") % _names(registration),
            _("You will have an answer by %(day)s at the latest.")
            % {"day": date_format(localtime(registration.due_at))},
        ),
        link_label=_("See where my request stands:"),
        path=follow_path(registration),
    )


def follow_path(registration: Registration) -> str:
    """Where the person reads how far the request is, in the active language."""
    return reverse("people:registration_follow", args=[sealed(registration.pk, Use.FOLLOW)])


def _names(registration: Registration) -> dict[str, str]:
    return {
        "name": registration.display_name,
        "establishment": registration.establishment.full_name,
    }


def _not_you() -> str:
    return _("If you asked for nothing, do nothing: no account is opened without the link we send.")
