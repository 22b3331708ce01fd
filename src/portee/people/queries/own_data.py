"""What a person reads of all that is kept of her, on the page and in the file she takes away."""

import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from allauth.account.models import EmailAddress
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from portee.kernel.personal_data import Person
from portee.kernel.personal_data.reading import Chapter, as_json, read_all
from portee.people.models import Account

FORMAT: Final = 1
"""The version of `donnees.json`: a program that reads it looks at this first."""

SHOWN: Final = 20
"""Rows of a table shown on the page; the file holds them all."""

IN_MEMORY: Final = 1024**2


def people_of(accounts: Sequence[Account]) -> list[Person]:
    """The holders of accounts, with every address that they proved to be theirs. One query.

    An address on its way is not: whoever asks for somebody else's would read, and erase, what is kept of her.
    """
    known: dict[int, list[str]] = {account.pk: [account.email] for account in accounts}
    proved = EmailAddress.objects.filter(user__in=known, verified=True)
    for account_id, email in proved.values_list("user_id", "email"):
        known[account_id].append(email)
    return [
        Person(account_id, tuple(dict.fromkeys(emails))) for account_id, emails in known.items()
    ]


def own_data(person: Person) -> tuple[Chapter, ...]:
    """What the page shows: one query a table declared."""
    return read_all(person, at_most=SHOWN)


def own_archive(
    person: Person, *, network_name: str, at: datetime, for_guardian: bool = False
) -> IO[bytes]:
    """A ZIP with everything, twice: for programs (JSON) and for people (HTML, in the active language).

    `for_guardian` leaves out what only the person herself receives: what she reads.
    """
    chapters = read_all(person, for_guardian=for_guardian)
    facts = {
        "format": FORMAT,
        "network": network_name,
        "made_at": at.isoformat(),
        "language": get_language(),
        "data": as_json(chapters),
    }
    context = {"chapters": chapters, "network_name": network_name, "made_at": at}
    page = render_to_string("people/own_data/archive.html", context)
    archive = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by the response that sends it
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr(
            "donnees.json", json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        )
        written.writestr(gettext("my-data.html"), page)
    archive.seek(0)
    return archive
