"""Mails waiting to leave, and the trace of those that left."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One mail on its way. Addresses and message are deleted once it left: only the count stays."""

    sender = models.CharField(_("sender"), max_length=320, blank=True)
    recipients = models.JSONField(_("recipients"), default=list)
    recipient_count = models.PositiveIntegerField(_("number of recipients"))
    message = models.BinaryField(_("message"))
    queued_at = models.DateTimeField(_("queued at"))
    sent_at = models.DateTimeField(_("sent at"), null=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(message=b"", recipients=[], sender=""),
                name="outgoing_mail_sent_keeps_no_content",
            )
        ]
        indexes = [
            models.Index(
                fields=["queued_at"],
                condition=models.Q(sent_at=None),
                name="outgoing_mail_waiting_idx",
            )
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"
