"""One reading of one file of a source, from its first record to its last."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.catalogue.models.format_choice import FormatChoice
from portee.catalogue.models.source import Source


class RunState(models.TextChoices):
    """Where a run stands. `prepared` waits for somebody to say what the columns of a table mean.

    A run goes on from `interrupted` and `cancelled`, where it was; the other ends are final.
    """

    PREPARED = "prepared", _("To be confirmed")
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    INTERRUPTED = "interrupted", _("Interrupted")
    CANCELLED = "cancelled", _("Cancelled")
    FINISHED = "finished", _("Finished")
    REFUSED = "refused", _("File refused")


class ImportRun(models.Model):
    """What was read, with which sheet, how far, and what came of it.

    `total` is how many records the file holds, refused ones included, counted before the first one is written.
    `position` counts the records written so far and is the checkpoint, stored in the transaction that wrote them;
    `offset_bytes` is where the next one begins in the unpacked content. `holder` names the process that may write:
    whoever takes the run over writes its own name, and the former one stops at its next batch. `stored_path` is where
    an uploaded file waits, under the data folder; empty for a file that a command reads in its place.
    """

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="runs", verbose_name=_("source")
    )
    state = models.CharField(_("state"), max_length=12, choices=RunState.choices)
    holder = models.CharField(max_length=40, blank=True, editable=False)
    file_name = models.CharField(_("file"), max_length=255)
    file_fingerprint = models.CharField(max_length=64, editable=False)
    file_bytes = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    stored_path = models.CharField(max_length=255, blank=True, editable=False)
    format = models.CharField(
        _("format"), max_length=20, choices=FormatChoice.choices, blank=True, default=""
    )
    sheet = models.JSONField(_("mapping sheet"), default=dict, blank=True)
    establishment = models.ForeignKey(
        "network.Establishment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("establishment"),
    )
    total = models.PositiveBigIntegerField(_("records in the file"), null=True, blank=True)
    position = models.PositiveBigIntegerField(default=0, editable=False)
    offset_bytes = models.PositiveBigIntegerField(default=0, editable=False)

    read = models.PositiveIntegerField(_("read"), default=0)
    created = models.PositiveIntegerField(_("created"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    deleted = models.PositiveIntegerField(_("deleted"), default=0)
    rejected = models.PositiveIntegerField(_("refused"), default=0)
    repaired = models.PositiveIntegerField(_("repaired"), default=0)
    missing = models.PositiveIntegerField(_("missing from the file"), null=True, blank=True)
    remark_count = models.PositiveIntegerField(default=0, editable=False)

    reason_code = models.CharField(max_length=60, blank=True, editable=False)
    reason_values = models.JSONField(default=list, blank=True, editable=False)
    actor_account_id = models.BigIntegerField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    written_at = models.DateTimeField(_("last written at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(state="running"),
                name="one_run_of_a_source_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} · {self.file_name}"

    @property
    def may_go_on(self) -> bool:
        """Whether the run stopped before its end and can be taken up where it was."""
        return self.state in {RunState.INTERRUPTED, RunState.CANCELLED}

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or runs."""
        return self.state in {RunState.QUEUED, RunState.RUNNING}

    @property
    def percent(self) -> int:
        """How far it is, of a hundred; 0 while the records of the file are being counted."""
        return min(self.position * 100 // self.total, 100) if self.total else 0
