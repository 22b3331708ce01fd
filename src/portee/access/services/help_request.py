"""Writing to a reader's library that an offer does not work for her."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portee.access.decision import Decision
from portee.access.models import Offer
from portee.access.question import Person, Tie
from portee.access.wording import sentence_of
from portee.network import api as network
from portee.people.api import find_correspondent

STAFF_LANGUAGE = "fr"
"""The language in which libraries are written to: nobody knows who opens their mailbox."""


@dataclass(frozen=True, slots=True)
class HelpingLibrary:
    """An establishment of the reader that has a mailbox."""

    code: str
    name: str
    email: str


def helping_libraries(person: Person, *, on: date) -> list[HelpingLibrary]:
    """The establishments of somebody that can be written to, those where she is registered now first; one query."""
    wanted = {one.establishment_id: _is_lasting(one, on) for one in person.ties}
    contacts = network.contacts_of(wanted)
    found = [one for one in contacts if one.email]
    return [
        HelpingLibrary(one.code, one.name, one.email)
        for one in sorted(found, key=lambda one: not wanted[one.id])
    ]


def _is_lasting(tie: Tie, on: date) -> bool:
    return tie.end_date is None or tie.end_date >= on


def send_help_request(
    *,
    offer: Offer,
    decision: Decision,
    library: HelpingLibrary,
    message: str,
    account_id: int,
    at: datetime,
) -> None:
    """Queue the mail; the library answers to the reader, who may have no address."""
    reader = find_correspondent(account_id)
    if reader is None:
        return
    with translation.override(STAFF_LANGUAGE):
        body = "\n\n".join(
            (
                _("%(name)s asks for help with “%(offer)s”.")
                % {"name": reader.name, "offer": offer.title},
                message,
                _("What the site answers: %(sentence)s (%(code)s)")
                % {"sentence": sentence_of(decision.reason), "code": decision.reason.value},
                _("Asked on %(day)s.")
                % {"day": date_format(timezone.localtime(at), "DATETIME_FORMAT")},
                _("Answer this message: it goes to the reader.")
                if reader.email
                else _("This reader receives no mail: she waits for you at the desk."),
            )
        )
        subject = _("Help with %(offer)s") % {"offer": offer.title}
    EmailMessage(
        subject=subject,
        body=body,
        to=[library.email],
        reply_to=[reader.email] if reader.email else [],
    ).send()
