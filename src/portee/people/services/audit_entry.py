"""Writing and verifying the trail of changes."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portee.kernel.actor import Actor
from portee.people.models import AuditAction, AuditEntry, AuditHead

FIRST_SEAL = "0" * 64
"""What the first entry follows."""


@transaction.atomic
def append_entry(
    *, actor: Actor, action: AuditAction, account_id: int | None, at: datetime, **facts: Any
) -> AuditEntry:
    """Add one sealed entry, in the caller's transaction.

    The single row of `AuditHead` is locked (on SQLite the immediate transaction already holds the
    only write lock), so that two writers never follow the same seal.
    """
    AuditHead.objects.get_or_create(pk=1, defaults={"seal": FIRST_SEAL})
    head = AuditHead.objects.select_for_update().get(pk=1)
    entry = AuditEntry(
        at=at,
        actor_account_id=actor.account_id,
        actor_system=actor.system_name,
        action=action,
        account_id=account_id,
        facts=facts,
        previous_seal=head.seal,
    )
    entry.seal = entry.computed_seal()
    entry.save()
    head.seal = entry.seal
    head.entry_count += 1
    head.save()
    return entry


def verify_entries() -> list[str]:
    """Follow the chain from its first entry; return one line per defect, none when it is whole."""
    defects: list[str] = []
    previous, count = FIRST_SEAL, 0
    for entry in AuditEntry.objects.order_by("pk").iterator():
        count += 1
        if entry.previous_seal != previous:
            defects.append(f"{entry.pk}: " + _("an entry before this one was removed or replaced"))
        if entry.seal != entry.computed_seal():
            defects.append(f"{entry.pk}: " + _("this entry was altered"))
        previous = entry.seal
    head = AuditHead.objects.filter(pk=1).first()
    expected = (head.seal, head.entry_count) if head else (FIRST_SEAL, 0)
    if (previous, count) != expected:
        defects.append(_("the last entries were removed"))
    return defects
