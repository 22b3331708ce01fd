"""How those of a list choose their passwords: by a link in a message, or by a printed sheet with a code."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from portee.kernel.actor import Actor
from portee.people.models import ReaderList, ReaderListState
from portee.people.queries.reader_list import SHEETS_AT_ONCE, without_password
from portee.people.services.activation import issue_codes
from portee.people.services.invitation import invite_person
from portee.people.services.reader_list import take_list

MAILS_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is handed to somebody: the name to sign in with and the code, in two groups, shown this once."""

    name: str
    class_name: str
    sign_in_text: str
    code: str


@transaction.atomic
def print_sheets(*, list_id: int, part: int, actor: Actor, at: datetime) -> list[Sheet]:
    """Give codes to one part of those without a password, from 1; their former sheets are worth nothing any more.

    Raises: ListNotAllowedError, ListRefusedError.
    """
    found = take_list(list_id, actor=actor, states=[ReaderListState.APPLIED])
    start = max(part - 1, 0) * SHEETS_AT_ONCE
    lines = list(without_password(found)[start : start + SHEETS_AT_ONCE])
    codes = issue_codes(account_ids=[line.account_id or 0 for line in lines], at=at)
    return [
        Sheet(
            name=line.display_name,
            class_name=line.class_name,
            sign_in_text=line.account.sign_in_text if line.account else "",
            code=codes[line.account_id or 0],
        )
        for line in lines
    ]


def invite_readers(*, list_id: int) -> int:
    """Write to those of an applied list who have an address and were not written to; how many. May be run again."""
    written = 0
    found = ReaderList.objects.select_related("establishment").get(pk=list_id)
    while lines := list(
        without_password(found).filter(is_invited=False).exclude(email="")[:MAILS_AT_ONCE]
    ):
        with transaction.atomic():
            for line in lines:
                if line.account is not None:
                    invite_person(account=line.account, establishment_name=found.establishment.name)
            found.lines.filter(pk__in=[line.pk for line in lines]).update(is_invited=True)
        written += len(lines)
    return written
