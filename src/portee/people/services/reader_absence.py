"""Ending, when somebody asks for it, the memberships of those whom a list leaves out."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.people import policies
from portee.people.models import (
    AuditAction,
    LineOutcome,
    Membership,
    ReaderLine,
    ReaderListState,
    Role,
)
from portee.people.services.audit_entry import append_entry
from portee.people.services.reader_list import ListNotAllowedError, ListRefusedError, take_list


@transaction.atomic
def end_absent(*, list_id: int, expected: int, actor: Actor, at: datetime) -> int:
    """Make today the last day of those whom an applied list leaves out, if there are as many as was shown; how many.

    Their accounts stay, and what they are elsewhere. Raises: ListNotAllowedError, ListRefusedError.
    """
    found = take_list(list_id, actor=actor, states=[ReaderListState.APPLIED])
    if not policies.may_end_absent(actor, node_path=found.establishment.path):
        raise ListNotAllowedError(_("A librarian or a manager ends memberships, not a teacher."))
    lines = ReaderLine.objects.filter(
        reader_list=found, outcome=LineOutcome.ABSENT, is_applied=False
    )
    ids = [pk for pk in lines.values_list("account_id", flat=True) if pk is not None]
    if not ids or len(ids) != expected:
        raise ListRefusedError(_("They are no longer as many: look at them again."))
    today = timezone.localdate(at)
    here = {"establishment_id": found.establishment_id, "account__in": lines.values("account_id")}
    for rows in (
        Membership.objects.filter(**here),
        Role.objects.filter(**here, kind=found.role_kind).not_ended(on=today),
    ):
        rows.filter(start_date__gt=today).delete()
    Membership.objects.filter(**here, end_date__gt=today).update(end_date=today)
    Role.objects.filter(**here, kind=found.role_kind).not_ended(on=today).update(end_date=today)
    append_entry(
        actor=actor,
        action=AuditAction.READERS_ENDED,
        account_id=None,
        at=at,
        list=found.pk,
        establishment=found.establishment.code,
        accounts=ids,
    )
    lines.update(is_applied=True)
    return len(ids)
