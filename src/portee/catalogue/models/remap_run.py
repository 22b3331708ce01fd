"""One reading again of the stored records of a source, with another sheet."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.catalogue.models.source import Source


class RemapState(models.TextChoices):
    """Where it stands: tried first, on nothing but copies; then, once somebody has said so, written."""

    SURVEYING = "surveying", _("Being tried")
    SURVEYED = "surveyed", _("To be confirmed")
    APPLYING = "applying", _("Being written")
    CANCELLED = "cancelled", _("Cancelled")
    FINISHED = "finished", _("Finished")


class RemapRun(models.Model):
    """What a sheet changes in the stored records of a source, and how far the trying or the writing is.

    `total`, `position`, `changed` and `unreadable` count records of the present phase; `foreseen` is what the trial
    said would change, null until it has ended. `last_record_id` is the checkpoint. `parts` is what the trial found:
    for each part of a description, how many records differ and the ids of some of them (JSON). `holder` names the
    process that may go on.
    """

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="remaps", verbose_name=_("source")
    )
    state = models.CharField(_("state"), max_length=12, choices=RemapState.choices)
    holder = models.CharField(max_length=40, blank=True, editable=False)
    sheet = models.JSONField(_("mapping sheet"), default=dict, blank=True)
    is_confirmed = models.BooleanField(default=False, editable=False)
    total = models.PositiveIntegerField(_("records"), default=0)
    position = models.PositiveIntegerField(_("read again"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unreadable = models.PositiveIntegerField(_("cannot be read any more"), default=0)
    foreseen = models.PositiveIntegerField(_("to be changed"), null=True, blank=True)
    last_record_id = models.BigIntegerField(default=0, editable=False)
    parts = models.JSONField(default=dict, blank=True, editable=False)
    actor_account_id = models.BigIntegerField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("new reading")
        verbose_name_plural = _("new readings")
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(state__in=["surveying", "surveyed", "applying"]),
                name="one_remap_of_a_source_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} · {self.source}"

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it, or will."""
        return self.state in {RemapState.SURVEYING, RemapState.APPLYING}

    @property
    def percent(self) -> int:
        """How far the present phase is, of a hundred."""
        return min(self.position * 100 // self.total, 100) if self.total else 0
