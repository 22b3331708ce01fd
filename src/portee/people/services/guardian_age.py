"""What years do to guardians' links: at fifteen the young person decides, at eighteen the link ends.

Only the year of birth is kept: both happen on a 1 January, once the age is sure (models/guardian_link.py).
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portee.kernel.actor import Actor
from portee.people.ages import CONSENT_AGE, OF_AGE
from portee.people.models import AuditAction, GuardianLink
from portee.people.services import guardian_letter as letters
from portee.people.services.audit_entry import append_entry


def tell_fifteen(*, at: datetime) -> int:
    """Write to both sides of the links whose young person is surely fifteen, once; how many links."""
    year = timezone.localdate(at).year
    due = GuardianLink.objects.filter(
        birth_year__lt=year - CONSENT_AGE, birth_year__gte=year - OF_AGE, told_at=None
    ).select_related("child", "guardian")
    count = 0
    for link in due.iterator():
        with transaction.atomic():
            # Marked with the letter: a run that is cut short and begins again writes to nobody twice.
            if GuardianLink.objects.filter(pk=link.pk, told_at=None).update(told_at=at):
                letters.write_fifteen(link)
                count += 1
    return count


def end_of_age(*, actor: Actor, at: datetime) -> int:
    """End the links whose young person is surely of age, and write to both sides; how many."""
    year = timezone.localdate(at).year
    due = GuardianLink.objects.filter(birth_year__lt=year - OF_AGE)
    count = 0
    for link in due.select_related("child", "guardian").iterator():
        with transaction.atomic():
            deleted, _rows = GuardianLink.objects.filter(pk=link.pk).delete()
            if deleted:
                append_entry(
                    actor=actor, action=AuditAction.GUARDIAN_LEFT, account_id=link.child_id, at=at
                )
                letters.write_ended(link)
                count += 1
    return count
