"""What the kernel itself keeps of people: messages on their way, and no more; and why its other tables hold nothing."""

from collections.abc import Sequence
from typing import Final

from django.core.mail.message import sanitize_address
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portee.kernel.mail.spool import forget_spooled
from portee.kernel.models import OutgoingMail
from portee.kernel.personal_data.declaration import (
    Declaration,
    Erased,
    LegalBasis,
    Person,
    Purpose,
)
from portee.kernel.personal_data.register import declare, exempt, register_purpose, register_trace

_PURPOSES: Final = (
    Purpose(
        code="messages",
        title=_("The messages we send you"),
        data=_(
            "Your e-mail address and the text of the message, "
            "for instance to choose a new password."
        ),
        reason=_("To answer what you asked for."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("Until the message has left; then only its date remains."),
        recipients=_("The mail server of the network, and yours."),
        order=60,
    ),
    Purpose(
        code="logs",
        title=_("Technical logs"),
        data=_(
            "The date, the kind of page asked for and how long it took. "
            "Neither your name, nor your e-mail address, nor the words you searched for."
        ),
        reason=_("To mend failures and to notice attacks."),
        basis=LegalBasis.INTEREST,
        kept=_("Six months."),
        recipients=_("Whoever looks after the machine."),
        stays=_("Nothing in them says who you are."),
        order=80,
    ),
)


def register_own() -> None:
    """Declare the messages and the logs, and exempt the machinery."""
    for purpose in _PURPOSES:
        register_purpose(purpose)
    declare(
        Declaration(
            model="kernel.OutgoingMail",
            purpose="messages",
            fields=("sender", "recipients", "message", "queued_at"),
            withheld=("sender", "message"),
            owned_by=_addressed_to,
            erased=Erased.APART,
            erase=_forget_waiting,
        )
    )
    register_trace(_forget_spooled)
    exempt("kernel.JobRun", reason="why a job failed is a sentence of ours, without a value")
    exempt("kernel.ScheduledSlot", reason="names of schedules and moments")
    exempt("kernel.RetentionRun", reason="numbers by rule")
    exempt("django_tasks_database.DBTaskResult", reason="jobs take ids and no personal data")


def _addressed_to(person: Person) -> Q:
    # The list is JSON: quotes keep `lea@…` from picking the mails of `clea@…`.
    found = Q(pk__in=[])
    for email in person.emails:
        found |= Q(recipients__icontains=f'"{sanitize_address(email, "utf-8")}"')
    return found & Q(sent_at=None)


def _forget_waiting(people: Sequence[Person]) -> int:
    addressed = Q(pk__in=[])
    for person in people:
        addressed |= _addressed_to(person)
    deleted, _rows = OutgoingMail.objects.filter(addressed).delete()
    return deleted


def _forget_spooled(people: Sequence[Person]) -> int:
    return forget_spooled(
        [email for person in people for email in (*person.emails, *person.awaited)]
    )
