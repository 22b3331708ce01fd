"""What staff say of the whole site: that its home page suits them, that its first steps are behind them."""

from datetime import datetime

from django.db import transaction

from portee.portal.models import PortalState


def lock_portal() -> PortalState:
    """Take the one row of the portal, in the caller's transaction: two people then write one after the other."""
    PortalState.objects.get_or_create(pk=1)
    return PortalState.objects.select_for_update().get(pk=1)


@transaction.atomic
def agree_home(*, at: datetime) -> None:
    """Note that somebody looked at the home page and that it suits the network; the first time counts."""
    state = lock_portal()
    if state.home_agreed_at is None:
        state.home_agreed_at = at
        state.save(update_fields=["home_agreed_at"])


@transaction.atomic
def close_steps(*, at: datetime) -> None:
    """Put the first steps of the installation away for good."""
    state = lock_portal()
    if state.steps_closed_at is None:
        state.steps_closed_at = at
        state.save(update_fields=["steps_closed_at"])
