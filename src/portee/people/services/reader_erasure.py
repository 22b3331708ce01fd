"""Erasing what lists of readers hold of people: their own lines and cards, and their addresses on those of children."""

from collections.abc import Iterable, Sequence
from re import Pattern
from typing import Any, Final

from django.db.models import Q
from django.db.models.functions import Lower

from portee.kernel.mail.addresses import whole_addresses
from portee.kernel.personal_data import Person
from portee.people.models import ReaderCard, ReaderLine

_SAID: Final = (
    "display_name",
    "email",
    "commune",
    "card_number",
    "class_name",
    "guardian_email",
    "reason_values",
    "changes",
)
"""What of a line comes from the file: an address may stand anywhere, in a cell that could not be read too."""

AT_ONCE: Final = 500


def listed_as(person: Person) -> Q:
    """The lines that are about her, or that name her as a guardian."""
    return (
        Q(account_id=person.account_id)
        | person.known_by("email")
        | person.known_by("guardian_email")
    )


def erase_cards(people: Sequence[Person]) -> int:
    """Delete their cards; take their addresses off those of children."""
    deleted, _rows = ReaderCard.objects.filter(account_id__in=_ids(people)).delete()
    emails = {email.lower() for person in people for email in person.emails}
    named = ReaderCard.objects.annotate(guardian=Lower("guardian_email"))
    return deleted + named.filter(guardian__in=emails).update(guardian_email="")


def erase_lines(people: Sequence[Person]) -> int:
    """Delete the lines of lists that are about them; take their addresses off those of others.

    Every line that is kept is read once, whatever the number of people.
    """
    theirs = whole_addresses(email for person in people for email in person.emails)
    own, named = set(), []
    for pk, *said in ReaderLine.objects.values_list("pk", *_SAID).iterator():
        if theirs.search(said[_SAID.index("email")]):
            own.add(pk)
        elif theirs.search(_text_of(said)):
            named.append(pk)
    deleted, _rows = ReaderLine.objects.filter(
        Q(account_id__in=_ids(people)) | Q(pk__in=own)
    ).delete()
    lines = list(ReaderLine.objects.filter(pk__in=named))
    for line in lines:
        for name in _SAID:
            setattr(line, name, _without(getattr(line, name), theirs))
        # They quote what could not be read, cut short: half of an address is one still.
        line.reason_values = ["" if "@" in value else value for value in line.reason_values]
    ReaderLine.objects.bulk_update(lines, _SAID, batch_size=AT_ONCE)
    return deleted + len(lines)


def _ids(people: Sequence[Person]) -> list[int]:
    return [person.account_id for person in people]


def _text_of(values: Iterable[Any]) -> str:
    """All the words of a line, one value under the other."""
    return "\n".join(one if isinstance(one, str) else _text_of(one) for one in values)


def _without(value: Any, theirs: Pattern[str]) -> Any:
    """The same value, a text or a list of them, without these addresses."""
    if isinstance(value, str):
        return theirs.sub("", value)
    return [_without(one, theirs) for one in value]
