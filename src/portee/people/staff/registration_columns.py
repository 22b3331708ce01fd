"""What the list of requests shows of each, beside plain columns."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.admin.ui.tables import Column

from portee.kernel import clock
from portee.people.models import Registration, RegistrationState
from portee.ui.backoffice.views.many import ManyColumn


class DecidableColumn(ManyColumn):
    """A box beside a request that may be decided now."""

    def is_open_to(self, instance: Any) -> bool:
        """Whether nothing is expected from the person, nor from a guardian."""
        return instance.state == RegistrationState.PENDING and not instance.awaits_guardian


class StandingColumn(Column):
    """Where the request stands, in a word."""

    def get_value(self, instance: Any) -> str:
        """The state, or whose answer is awaited."""
        return standing_of(instance)


class DueColumn(Column):
    """The day promised, and whether it is over."""

    def get_value(self, instance: Any) -> str:
        """The day, with “late” once it is over."""
        day = date_format(localtime(instance.due_at), "SHORT_DATE_FORMAT")
        is_late = instance.state == "pending" and instance.due_at < clock.now()
        if not is_late or instance.awaits_guardian:
            return day
        return gettext("%(day)s: late") % {"day": day}


def standing_of(registration: Registration) -> str:
    """Where a request stands, in a word."""
    if registration.awaits_guardian:
        return gettext("A guardian’s consent is awaited")
    return str(registration.get_state_display())
