"""The jobs of mail."""

from datetime import timedelta

from portee.kernel import clock
from portee.kernel.jobs import job
from portee.kernel.mail.sending import send_mail_now


@job(
    retries=8,
    first_delay=timedelta(seconds=30),
    longest_delay=timedelta(hours=4),
    time_limit=timedelta(minutes=5),
)
def send_outgoing_mail(*, mail_id: int) -> None:
    """Hand one queued mail to the mail server: nine attempts over two hours or so, then left to review."""
    send_mail_now(mail_id=mail_id, now=clock.now())
