"""Mail that never makes a reader wait: queued by Django's own functions, sent by a background job."""

from portee.kernel.mail.state import MailState, UnsentMail, mail_state, unsent_mails

__all__ = ["MailState", "UnsentMail", "mail_state", "unsent_mails"]
