"""The slots of schedules already served."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScheduledSlot(models.Model):
    """One moment of one schedule whose job was queued: the unique row is the lock between schedulers."""

    name = models.CharField(_("schedule"), max_length=100)
    slot = models.CharField(_("slot"), max_length=40)
    queued_at = models.DateTimeField(_("queued at"))

    class Meta:
        verbose_name = _("scheduled slot")
        verbose_name_plural = _("scheduled slots")
        constraints = [
            models.UniqueConstraint(fields=["name", "slot"], name="scheduled_slot_runs_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.slot}"
