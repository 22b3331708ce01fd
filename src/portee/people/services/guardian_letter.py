"""What is written to guardians, to young people and to their establishments, each in their language."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portee.kernel.actor import RoleKind
from portee.people import sign_in_name
from portee.people.models import Account, GuardianLink, Registration, Role
from portee.people.services.letter import Letter, send_letter
from portee.people.signed_number import Use, sealed


def write_registered(registration: Registration, *, has_account: bool) -> None:
    """To the guardian: the child is registered, and where to see it."""
    with translation.override(registration.language):
        letter = registered(registration, has_account=has_account)
        send_letter(letter, to=registration.guardian_email)


def write_withdrawn(link: GuardianLink, *, establishments: Sequence[Any], on: date) -> None:
    """To the librarians of each establishment, or those above it: a registration ended. Neither name nor reason."""
    for establishment in establishments:
        for account in _librarians(establishment.path, on=on):
            with translation.override(account.language):
                send_letter(
                    withdrawn(account, establishment.full_name, link.child_id), to=account.email
                )


def write_fifteen(link: GuardianLink) -> None:
    """To both: the young person now decides."""
    _to(link.child, lambda: fifteen_child(link.child))
    if link.guardian is not None:
        guardian = link.guardian
        _to(guardian, lambda: fifteen_guardian(guardian, link.child))


def write_ended(link: GuardianLink) -> None:
    """To both: the young person is of age, nobody answers for her any more."""
    _to(link.child, lambda: ended_child(link.child))
    if link.guardian is not None:
        guardian = link.guardian
        _to(guardian, lambda: ended_guardian(guardian, link.child))


def registered(registration: Registration, *, has_account: bool) -> Letter:
    """The letter that leads to the guardian's page, or to the account that shows it."""
    return Letter(
        subject=_("Follow the registration of your child"),
        name="",
        paragraphs=(
            _("%(name)s, for whom you consented, is now registered at %(establishment)s.")
            % {
                "name": registration.display_name,
                "establishment": registration.establishment.full_name,
            },
            _(
                "You can see this registration, withdraw your consent, and take away or erase what is kept."
            ),
        ),
        link_label=_("See it:") if has_account else _("Open an account to see it:"),
        path=reverse("people:children") if has_account else offer_path(registration),
        closing=_("You never see what the child reads: nobody does."),
    )


def withdrawn(account: Account, establishment_name: str, child_id: int) -> Letter:
    """The letter that tells staff that a child's registration ended."""
    return Letter(
        subject=_("A guardian withdrew a consent"),
        name=str(account),
        paragraphs=(
            _(
                "The registration of a child at %(establishment)s ended today: the consent was withdrawn."
            )
            % {"establishment": establishment_name},
            _("There is nothing to do on this site. Think of your own system."),
        ),
        link_label=_("See who it was:"),
        path=reverse("comptes:inspect", args=[child_id]),
    )


def fifteen_child(child: Account) -> Letter:
    """The letter to somebody who is now fifteen."""
    return Letter(
        subject=_("You now decide for your account"),
        name=str(child),
        paragraphs=(
            _("You are at least fifteen: your account no longer needs the consent of a parent."),
            _(
                "Your parent or guardian still sees where you are registered. You may hide the rest."
            ),
        ),
        link_label=_("See what they see:"),
        path=reverse("people:overseen"),
    )


def fifteen_guardian(guardian: Account, child: Account) -> Letter:
    """The letter to the guardian of somebody who is now fifteen."""
    return Letter(
        subject=_("Your child now decides for their account"),
        name=str(guardian),
        paragraphs=(
            _(
                "%(name)s is at least fifteen: your consent is not needed any more, nor can it be withdrawn."
            )
            % {"name": child},
            _(
                "You still see where they are registered, until they are of age. They may hide the rest."
            ),
        ),
        link_label=_("See it:"),
        path=reverse("people:children"),
    )


def ended_child(child: Account) -> Letter:
    """The letter to somebody who is now of age."""
    return Letter(
        subject=_("Your account is yours alone"),
        name=str(child),
        paragraphs=(
            _("You are of age: no parent or guardian sees anything of your account any more."),
        ),
        link_label=_("See my account:"),
        path=reverse("people:account"),
    )


def ended_guardian(guardian: Account, child: Account) -> Letter:
    """The letter to whoever was the guardian of somebody who is now of age."""
    return Letter(
        subject=_("Your child is of age"),
        name=str(guardian),
        paragraphs=(
            _(
                "%(name)s is of age: their account is theirs alone, and you see nothing of it any more."
            )
            % {"name": child},
            _("Your own account stays as it is. You can erase it if it serves you no more."),
        ),
        link_label=_("See my account:"),
        path=reverse("people:account"),
    )


def offer_path(registration: Registration) -> str:
    """Where the guardian of a request opens an account, or takes the link with the one she has."""
    return reverse("people:guardian", args=[sealed(registration.pk, Use.GUARDIAN)])


def _to(account: Account, compose: Any) -> None:
    if not sign_in_name.is_stored_name(account.email):
        with translation.override(account.language):
            send_letter(compose(), to=account.email)


def _librarians(path: str, *, on: date) -> list[Account]:
    """Those who decide requests there: librarians of the node or above it; managers when there are none."""
    above = [path[:end] for end in range(1, len(path) + 1)]
    roles = (
        Role.objects.filter(establishment__path__in=above, account__is_active=True)
        .in_force(on=on)
        .select_related("account")
        .order_by("account_id")
    )
    for kind in (RoleKind.LIBRARIAN, RoleKind.NETWORK_MANAGER):
        found = {role.account_id: role.account for role in roles if role.kind == kind.value}
        if found:
            return list(found.values())
    return []
