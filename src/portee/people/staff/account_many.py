"""Several accounts closed, or opened again, from the list."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.people.models import Account
from portee.people.services.account import (
    AccountNotAllowedError,
    deactivate_account,
    reopen_account,
)
from portee.ui.backoffice.views.many import ScopedManyView


class CloseManyView(ScopedManyView):
    """Close those that were ticked; the button beside opens them again."""

    def act(self, row: Account, actor: Actor) -> None:
        """Close the account."""
        if not row.is_active:
            raise AccountNotAllowedError(_("This account is closed already."))
        deactivate_account(account_id=row.pk, actor=actor, at=clock.now())

    def said(self, count: int) -> str:
        """How many were closed."""
        return ngettext("%(count)d account closed.", "%(count)d accounts closed.", count) % {
            "count": count
        }


class ReopenManyView(ScopedManyView):
    """Open those that were ticked again."""

    def act(self, row: Account, actor: Actor) -> None:
        """Open the account again."""
        if row.is_active:
            raise AccountNotAllowedError(_("This account is open already."))
        reopen_account(account_id=row.pk, actor=actor, at=clock.now())

    def said(self, count: int) -> str:
        """How many were opened again."""
        return ngettext(
            "%(count)d account opened again.", "%(count)d accounts opened again.", count
        ) % {"count": count}
