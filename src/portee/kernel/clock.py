"""The real clock, read only by views, tasks, commands, middleware and staff screens.

Services, policies and queries receive the moment as an argument (tests/architecture holds this), so
that any of them can be tested at any date.
"""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Today's date in the installation's time zone."""
    return timezone.localdate()
