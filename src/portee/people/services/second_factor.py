"""Ways to sign in beyond the password: written in the trail when they change, taken away at the desk."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.people import policies
from portee.people.models import Account, AuditAction
from portee.people.services.account import governing_paths
from portee.people.services.audit_entry import append_entry
from portee.people.services.letter import Letter, send_letter
from portee.people.services.open_session import end_sessions


class FactorsNotAllowedError(DomainError):
    """The actor may not set back the second step of this person."""

    code = "people.factors_not_allowed"


@transaction.atomic
def record_factor_change(
    *, action: AuditAction, kind: str, actor: Actor, session_key: str | None, at: datetime
) -> None:
    """Write in the trail that a person changed how she signs in, and to her; her other sessions end.

    They were opened under what has just changed, perhaps by somebody else.
    """
    account_id = actor.account_id
    if account_id is None:
        raise FactorsNotAllowedError(gettext_lazy("Sign in first."))
    append_entry(actor=actor, action=action, account_id=account_id, at=at, kind=kind)
    end_sessions(account_id=account_id, except_key=session_key, at=at)
    _tell_of_change(Account.objects.get(pk=account_id))


@transaction.atomic
def reset_factors(*, account_id: int, actor: Actor, at: datetime) -> int:
    """Take away the codes and the keys of somebody who lost them and came to the desk; how many.

    Her sessions end, she is told by mail, and a member of staff sets up another second step at her next sign-in.
    Raises `FactorsNotAllowedError`.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    paths = governing_paths(account_id=account_id, at=at)
    if not policies.may_govern_account(actor, account_id=account_id, node_paths=paths):
        raise FactorsNotAllowedError(
            gettext_lazy("You may not set back this person’s second step.")
        )
    removed: int
    removed, _rows = Authenticator.objects.filter(user_id=account_id).delete()
    end_sessions(account_id=account_id, at=at)
    append_entry(
        actor=actor, action=AuditAction.FACTORS_RESET, account_id=account_id, at=at, count=removed
    )
    _tell_of_reset(account)
    return removed


def _tell_of_change(account: Account) -> None:
    with translation.override(account.language):
        letter = Letter(
            subject=_("The way you sign in has changed"),
            name=str(account),
            paragraphs=(
                _(
                    "An application, a passkey, recovery codes or the sign-in of another site have just been added or "
                    "removed."
                ),
            ),
            link_label=_("See how I sign in:"),
            path=reverse("people:security"),
            closing=_(
                "If it was not you, choose another password at once, and tell your establishment."
            ),
        )
        send_letter(letter, to=account.email)


def _tell_of_reset(account: Account) -> None:
    with translation.override(account.language):
        letter = Letter(
            subject=_("Your second step was set back"),
            name=str(account),
            paragraphs=(
                _(
                    "At your request, your network removed your codes and passkeys, and ended your sessions."
                ),
            ),
            link_label=_("Sign in:"),
            path=reverse("people:sign_in"),
            closing=_(
                "If you asked for nothing, tell your network at once: somebody may be posing as you."
            ),
        )
        send_letter(letter, to=account.email)
