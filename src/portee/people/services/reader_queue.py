"""What a person starts and a worker does: comparing a list, applying it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.kernel.jobs import enqueue
from portee.kernel.private_files import stored
from portee.people import tasks
from portee.people.models import ReaderList
from portee.people.reader_lists.columns import Meaning
from portee.people.services.reader_list import (
    ListNotAllowedError,
    begin_applying,
    confirm_columns,
)
from portee.people.services.reader_plan import plan_list

COMPARED_AT_ONCE_BYTES: Final = 100_000
"""A class, and more: shorter to compare than to wait for a worker."""


def compare_list(
    *, list_id: int, columns: Sequence[Meaning], actor: Actor, at: datetime
) -> ReaderList:
    """Take the columns and compare: at once when the list is short, by a worker otherwise.

    Raises: ListNotAllowedError, ListRefusedError.
    """
    with transaction.atomic():
        found = confirm_columns(list_id=list_id, columns=columns, actor=actor)
        is_short = stored(found.stored_path).stat().st_size <= COMPARED_AT_ONCE_BYTES
        if not is_short:
            enqueue(tasks.plan_reader_list, list_id=list_id)
    return plan_list(list_id=list_id, at=at) if is_short else found


@transaction.atomic
def queue_application(*, list_id: int, actor: Actor) -> ReaderList:
    """Say yes, and have a worker apply the list. Raises: ListNotAllowedError, ListRefusedError."""
    if actor.account_id is None:
        raise ListNotAllowedError(_("You may not enrol these people there."))
    found = begin_applying(list_id=list_id, actor=actor)
    enqueue(tasks.apply_reader_list, list_id=list_id, account_id=actor.account_id)
    return found
