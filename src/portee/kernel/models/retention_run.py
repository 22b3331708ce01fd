"""What each run of the rules of retention deleted, in numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RetentionRun(models.Model):
    """One run: how many rows each rule deleted, and the rules that failed; never what was deleted."""

    started_at = models.DateTimeField(_("started at"), db_index=True)
    ended_at = models.DateTimeField(_("ended at"))
    counts = models.JSONField(_("deleted by rule"), default=dict)
    failed = models.JSONField(_("rules that failed"), default=list)

    class Meta:
        verbose_name = _("run of retention")
        verbose_name_plural = _("runs of retention")

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d}"
