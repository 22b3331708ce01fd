"""Several roles ended from the list."""

from typing import Any

from django.utils.translation import ngettext

from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.people.models import Role
from portee.people.services.role import end_role
from portee.ui.backoffice.views.many import ManyColumn, ScopedManyView


class LastingColumn(ManyColumn):
    """A box beside a role that goes on after today."""

    def is_open_to(self, instance: Any) -> bool:
        """Whether there is something to end."""
        return instance.end_date is None or instance.end_date > clock.today()


class EndManyView(ScopedManyView):
    """Make today the last day of those that were ticked."""

    def act(self, row: Role, actor: Actor) -> None:
        """End the role."""
        end_role(role_id=row.pk, last_date=clock.today(), actor=actor, at=clock.now())

    def said(self, count: int) -> str:
        """How many end."""
        return ngettext("%(count)d role ends tonight.", "%(count)d roles end tonight.", count) % {
            "count": count
        }
