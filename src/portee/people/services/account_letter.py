"""What is written to somebody about their own account, in their language."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portee.people.models import Account, AddressChange
from portee.people.services.letter import Letter, send_letter
from portee.people.signed_number import Use, sealed


def write_confirm_address(change: AddressChange) -> None:
    """To the new address: the link that makes it the account's."""
    with translation.override(change.account.language):
        send_letter(confirm_address(change), to=change.email)


def write_offered_address(change: AddressChange) -> None:
    """To an address that somebody else gave for a new account: the link that makes it the account's."""
    with translation.override(change.account.language):
        send_letter(offered_address(change), to=change.email)


def write_address_change_asked(account: Account) -> None:
    """To the old address: somebody asked for another one."""
    with translation.override(account.language):
        send_letter(address_change_asked(account), to=account.email)


def write_address_changed(account: Account, *, to: str) -> None:
    """To the old address: it opens the account no more."""
    with translation.override(account.language):
        send_letter(address_changed(account), to=to)


def write_address_already_used(account: Account) -> None:
    """To an address that somebody else asked for: it already has an account."""
    with translation.override(account.language):
        send_letter(address_already_used(account), to=account.email)


def confirm_address(change: AddressChange) -> Letter:
    """The letter that asks the new address to confirm."""
    return Letter(
        subject=_("Confirm your new address"),
        name=str(change.account),
        paragraphs=(
            _("You asked to sign in with this address from now on."),
            _("Until you confirm it, nothing changes."),
        ),
        link_label=_("Confirm this address:"),
        path=reverse("people:address_confirm", args=[sealed(change.pk, Use.ADDRESS)]),
        closing=_("The link works for three days. If you asked for nothing, do nothing."),
    )


def offered_address(change: AddressChange) -> Letter:
    """The letter that asks whether an address, given by an establishment or a guardian, is the account's."""
    return Letter(
        subject=_("Is this your address?"),
        name=str(change.account),
        paragraphs=(
            _("An account was opened for you, and this address was given as yours."),
            _("Confirm it to sign in with it and to receive our letters here."),
        ),
        link_label=_("Confirm this address:"),
        path=reverse("people:address_confirm", args=[sealed(change.pk, Use.ADDRESS)]),
        closing=_(
            "The link works for three days. If it is not you, do nothing: no account takes your address."
        ),
    )


def address_change_asked(account: Account) -> Letter:
    """The letter that warns the old address."""
    return Letter(
        subject=_("Somebody asked to change your address"),
        name=str(account),
        paragraphs=(
            _("Somebody, no doubt you, asked to sign in to your account with another address."),
            _("If it was not you, change your password at once and tell your establishment."),
        ),
        link_label=_("Change my password:"),
        path=reverse("people:password_change"),
    )


def address_changed(account: Account) -> Letter:
    """The letter that tells the old address."""
    return Letter(
        subject=_("Your address was changed"),
        name=str(account),
        paragraphs=(
            _("Your account is now opened with another address; this one opens it no more."),
            _("If it was not you, tell your establishment at once."),
        ),
        link_label=_("Find its telephone number:"),
        path=reverse("network:establishment_list"),
    )


def address_already_used(account: Account) -> Letter:
    """The letter to the holder of an address that was asked for again."""
    return Letter(
        subject=_("This address already has an account"),
        name=str(account),
        paragraphs=(
            _("Somebody asked to use this address for another account; it already opens yours."),
            _("Nothing changed. If it was you, sign in with this address."),
        ),
        link_label=_("Sign in:"),
        path=reverse("people:sign_in"),
    )
