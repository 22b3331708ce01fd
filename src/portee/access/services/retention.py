"""Cutting the link between a launch and the person after four months; the counts stay.

Source: by analogy with loans, CNIL NS-009 (end of the fourth month after the return); ours for on-line resources.
"""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portee.access.models import Launch
from portee.access.services.meter import forget_persons

MONTHS: Final = 4


def launches_due(at: datetime) -> QuerySet[Launch]:
    """The launches of more than four months that still say whose they were."""
    return Launch.objects.filter(at__lt=months_before(at, MONTHS)).exclude(account=None)


@transaction.atomic
def forget_launches(*, at: datetime) -> int:
    """Empty the account of launches of more than four months, delete the counts of persons; how many launches."""
    number = launches_due(at).update(account=None)
    forget_persons(before=months_before(at, MONTHS))
    return number


def months_before(at: datetime, months: int) -> datetime:
    """The same day that many months before, or the last day of a shorter month, at midnight here."""
    day = timezone.localtime(at)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            found = day.replace(year=year, month=month + 1, day=last)
        except ValueError:
            continue
        return found.replace(hour=0, minute=0, second=0, microsecond=0)
    raise ValueError(day)
