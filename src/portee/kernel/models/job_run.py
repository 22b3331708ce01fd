"""What the table of tasks does not say of a job: who runs it, how often it crashed, how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobOutcome(models.TextChoices):
    """How a job ended; a job has exactly one outcome, and it is the last thing written about it."""

    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    TO_REVIEW = "to_review", _("to review")


class JobRun(models.Model):
    """The lease on a job and its history, one row per job that was started at least once.

    A runner proves it is alive by adding to `beats`. Whoever looks for dead runners compares two readings of
    that number by its own monotonic clock: no two machines need to agree on the time.
    """

    job = models.OneToOneField(
        "django_tasks_database.DBTaskResult",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="run",
        verbose_name=_("job"),
    )
    holder = models.CharField(_("worker"), max_length=64, blank=True)
    beats = models.PositiveBigIntegerField(_("signs of life"), default=0)
    held_since_at = models.DateTimeField(_("held since"), null=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    failures = models.PositiveIntegerField(_("failures"), default=0)
    crashes = models.PositiveIntegerField(_("crashes"), default=0)
    outcome = models.CharField(_("outcome"), max_length=16, blank=True, choices=JobOutcome)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(holder="") | models.Q(outcome=""),
                name="job_run_ended_is_held_by_nobody",
            )
        ]
        indexes = [
            models.Index(
                fields=["holder"], condition=~models.Q(holder=""), name="job_run_held_idx"
            ),
            models.Index(
                fields=["outcome"],
                condition=models.Q(outcome="to_review"),
                name="job_run_to_review_idx",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.outcome or self.holder}".strip()
