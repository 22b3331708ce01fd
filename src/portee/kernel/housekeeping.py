"""How long the kernel keeps the traces of its own work, as rules of retention."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from portee.kernel.mail.spool import forget_spooled_before, spooled_before
from portee.kernel.models import JobOutcome, OutgoingMail, RetentionRun, ScheduledSlot
from portee.kernel.personal_data import RetentionRule, register_rule, rule_of_rows

DONE_JOBS: Final = timedelta(days=7)
FAILED_JOBS: Final = timedelta(days=60)
SLOTS: Final = timedelta(days=60)
SENT_MAILS: Final = timedelta(days=60)
UNSENT_MAILS: Final = timedelta(days=30)
"""A mail nobody could deliver within a month is of no more use; its address is personal data."""
RUNS: Final = timedelta(days=365)


def register_rules() -> None:
    """Forget jobs that ended, slots served, mails and runs, each after its time; jobs to review stay until decided."""
    for code, purpose, what, delay, due in _ROWS:
        register_rule(
            rule_of_rows(code=f"kernel.{code}", what=what, delay=delay, due=due, purpose=purpose)
        )
    register_rule(
        RetentionRule(
            code="kernel.mails-spooled",
            what=_("A message written in a folder by a trial installation"),
            delay=UNSENT_MAILS,
            purpose="messages",
            count=lambda at: spooled_before(at - UNSENT_MAILS),
            apply=lambda at, _actor: forget_spooled_before(at - UNSENT_MAILS),
        )
    )


def _jobs(outcome: JobOutcome, delay: timedelta) -> Callable[[datetime], QuerySet[Any]]:
    def due(at: datetime) -> QuerySet[Any]:
        rows: QuerySet[Any] = DBTaskResult.objects.filter(
            run__outcome=outcome, finished_at__lt=at - delay
        )
        return rows

    return due


_ROWS: Final[tuple[tuple[str, str, Any, timedelta, Callable[[datetime], QuerySet[Any]]], ...]] = (
    (
        "jobs-done",
        "",
        _("Background jobs, once done"),
        DONE_JOBS,
        _jobs(JobOutcome.DONE, DONE_JOBS),
    ),
    (
        "jobs-failed",
        "",
        _("Background jobs, once they failed for a known reason"),
        FAILED_JOBS,
        _jobs(JobOutcome.FAILED, FAILED_JOBS),
    ),
    (
        "slots",
        "",
        _("Schedules already served"),
        SLOTS,
        lambda at: ScheduledSlot.objects.filter(queued_at__lt=at - SLOTS),
    ),
    (
        "mails-sent",
        "messages",
        _("The count of a message that has left"),
        SENT_MAILS,
        lambda at: OutgoingMail.objects.filter(sent_at__lt=at - SENT_MAILS),
    ),
    (
        "mails-unsent",
        "messages",
        _("A message that could not leave, after it was written"),
        UNSENT_MAILS,
        lambda at: OutgoingMail.objects.filter(sent_at=None, queued_at__lt=at - UNSENT_MAILS),
    ),
    (
        "retention-runs",
        "",
        _("The numbers of a run of these rules"),
        RUNS,
        lambda at: RetentionRun.objects.filter(started_at__lt=at - RUNS),
    ),
)
"""The end of the code, the purpose, what is deleted, after how long, and the rows that are due at a moment."""
