"""The e-mail backend Django is given: it writes to the database and nothing else."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address
from django.db import transaction

from portee.kernel import clock
from portee.kernel.jobs import enqueue
from portee.kernel.mail.tasks import send_outgoing_mail
from portee.kernel.models import OutgoingMail


class QueuedEmailBackend(BaseEmailBackend):
    """Queues each message, in the caller's transaction: it leaves if that transaction commits."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue messages; how many have somebody to go to."""
        return sum(self._queue(message) for message in email_messages)

    def _queue(self, message: EmailMessage) -> bool:
        recipients = [sanitize_address(one, "utf-8") for one in message.recipients()]
        if not recipients:
            return False
        with transaction.atomic():
            mail = OutgoingMail.objects.create(
                sender=sanitize_address(message.from_email, "utf-8"),
                recipients=recipients,
                recipient_count=len(recipients),
                message=message.message().as_bytes(),
                queued_at=clock.now(),
            )
            enqueue(send_outgoing_mail, mail_id=mail.pk)
        return True
