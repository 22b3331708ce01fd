"""Handing a queued mail to the mail server."""

from datetime import datetime

from django.core.mail import get_connection
from django.db.models import F

from portee.kernel.mail.stored import StoredMessage
from portee.kernel.mail.transport import current_transport
from portee.kernel.models import OutgoingMail


class MailNotSent(Exception):  # noqa: N818  it names what happened, as Django's own do
    """The mail server did not take the message. Its words are not repeated: they hold the reader's address."""


def send_mail_now(*, mail_id: int, now: datetime) -> None:
    """Send the mail unless it has left already; forget its content once it has.

    A crash between the server's yes and our own note sends the mail twice, under one Message-ID.
    Raises MailNotSent.
    """
    mail = OutgoingMail.objects.filter(pk=mail_id, sent_at=None).first()
    if mail is None:
        return
    transport = current_transport()
    message = StoredMessage(
        content=bytes(mail.message), sender=mail.sender, recipients=mail.recipients
    )
    try:
        get_connection(transport.backend, **transport.options).send_messages([message])
    except OSError as error:
        reason = describe_failure(error)
        OutgoingMail.objects.filter(pk=mail_id).update(
            attempts=F("attempts") + 1, last_error=reason
        )
        raise MailNotSent(reason) from None
    OutgoingMail.objects.filter(pk=mail_id).update(
        attempts=F("attempts") + 1,
        sent_at=now,
        last_error="",
        message=b"",
        recipients=[],
        sender="",
    )


def describe_failure(error: OSError) -> str:
    """What went wrong, without any address: the kind of error and the server's or the system's codes.

    smtplib's errors are OSErrors; they are read by their attributes, since only `outbound` may import it.
    """
    refused = getattr(error, "recipients", None) or {}
    codes = {code for code, _words in refused.values()}
    codes |= {getattr(error, "smtp_code", None) or error.errno}
    return " ".join([type(error).__name__, *(str(code) for code in sorted(codes - {None}))])
