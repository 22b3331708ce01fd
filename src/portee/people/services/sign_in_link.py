"""A link by mail in place of a password: sent, recognised, used once."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from portee.people import sign_in_name
from portee.people.models import Account, SignInLink
from portee.people.services.letter import Letter, send_letter

LASTS: Final = timedelta(minutes=15)


def send_link(*, email: str, at: datetime) -> None:
    """Write to the address: a link to whoever has an account there, to anybody else that there is none.

    One mail leaves in either case, so that neither the page nor the time it takes tells which. Whoever has no mailbox
    receives nothing.
    """
    if sign_in_name.is_stored_name(email):
        return
    account = Account.objects.filter(email__iexact=email, is_active=True).first()
    if account is None:
        _write_unknown(email)
    else:
        _write_link(account, token=_draw(account, at=at))


def find_link(token: str, *, at: datetime) -> SignInLink | None:
    """The link, as long as it is worth something; looking at it changes nothing."""
    return (
        SignInLink.objects.select_related("account")
        .filter(digest=_digest(token), expires_at__gt=at, account__is_active=True)
        .first()
    )


def use_link(token: str, *, at: datetime) -> Account | None:
    """Whose link it was; of two uses at once, one gets the account and the other nobody."""
    link = find_link(token, at=at)
    if link is None:
        return None
    deleted, _rows = SignInLink.objects.filter(pk=link.pk, digest=link.digest).delete()
    return link.account if deleted else None


def _draw(account: Account, *, at: datetime) -> str:
    token = secrets.token_urlsafe(24)
    SignInLink.objects.update_or_create(
        account=account, defaults={"digest": _digest(token), "expires_at": at + LASTS}
    )
    return token


def _write_link(account: Account, *, token: str) -> None:
    with translation.override(account.language):
        letter = Letter(
            subject=_("Your link to sign in"),
            name=str(account),
            paragraphs=(
                _("You asked for a link to sign in. Open it, then press the button of the page."),
            ),
            link_label=_("Sign in:"),
            path=reverse("people:sign_in_link_used", args=[token]),
            closing=_(
                "It works once, for fifteen minutes. If you asked for nothing, do nothing: without it nobody signs in."
            ),
        )
        send_letter(letter, to=account.email)


def _write_unknown(email: str) -> None:
    letter = Letter(
        subject=_("No account for this address"),
        name="",
        paragraphs=(
            _("Somebody asked for a link to sign in with this address, but no account uses it."),
            _(
                "Perhaps your establishment knows you by another address: try that one, or ask them."
            ),
        ),
        closing=_("If you asked for nothing, do nothing."),
    )
    send_letter(letter, to=email)


def _digest(token: str) -> str:
    return salted_hmac("people.sign-in-link", token, algorithm="sha256").hexdigest()
