"""Rules of retention: counted beforehand, applied each by itself, told in numbers."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from portee.kernel.actor import Actor, system_actor
from portee.kernel.housekeeping import RUNS, SENT_MAILS, SLOTS, UNSENT_MAILS
from portee.kernel.models import OutgoingMail, RetentionRun, ScheduledSlot
from portee.kernel.personal_data import RetentionRule, register_rule, retention, rules
from portee.kernel.personal_data.retention import apply_rules, count_due, last_runs
from tests.retention import delete_due

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NIGHT = system_actor("test")


def slot(at: datetime) -> None:
    ScheduledSlot.objects.create(name="trial", slot=at.isoformat(), queued_at=at)


def sent(at: datetime) -> None:
    OutgoingMail.objects.create(recipient_count=1, message=b"", queued_at=at, sent_at=at)


def unsent(at: datetime) -> None:
    OutgoingMail.objects.create(
        recipients=["lea@example.org"], recipient_count=1, message=b"x", queued_at=at
    )


def run(at: datetime) -> None:
    RetentionRun.objects.create(started_at=at, ended_at=at)


@pytest.mark.parametrize(
    ("code", "make", "delay"),
    [
        ("kernel.slots", slot, SLOTS),
        ("kernel.mails-sent", sent, SENT_MAILS),
        ("kernel.mails-unsent", unsent, UNSENT_MAILS),
        ("kernel.retention-runs", run, RUNS),
    ],
)
@pytest.mark.parametrize(
    ("moment", "deleted"), [(-timedelta(days=1), 0), (timedelta(), 0), (timedelta(days=1), 1)]
)
def test_trace_is_deleted_the_day_after_its_delay_and_not_before(
    code: str, make: Any, delay: timedelta, moment: timedelta, deleted: int
) -> None:
    make(NOW)
    assert delete_due(code, at=NOW + delay + moment) == deleted


def test_mail_written_in_a_folder_is_deleted_after_a_month(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_URL = f"file://{tmp_path}"
    written, kept = tmp_path / "1.log", tmp_path / "notes.txt"
    for path in (written, kept):
        path.write_text("To: lea@example.org")
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert delete_due("kernel.mails-spooled", at=NOW + UNSENT_MAILS) == 0
    assert delete_due("kernel.mails-spooled", at=NOW + UNSENT_MAILS + SECOND) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_counting_beforehand_deletes_nothing_and_agrees_with_what_follows() -> None:
    slot(NOW)
    at = NOW + SLOTS + SECOND
    assert count_due(at=at)["kernel.slots"] == 1
    assert ScheduledSlot.objects.count() == 1
    told = apply_rules(actor=NIGHT, at=at, ended_at=lambda: at)
    assert told.counts["kernel.slots"] == 1
    assert not ScheduledSlot.objects.exists()
    assert apply_rules(actor=NIGHT, at=at, ended_at=lambda: at).counts["kernel.slots"] == 0


def test_rule_that_fails_is_named_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(at: datetime, _actor: Actor) -> int:
        raise RuntimeError(at)

    monkeypatch.setattr(retention, "_rules", dict(retention._rules))
    register_rule(
        RetentionRule(code="a.broken", what="Broken", delay=SLOTS, count=lambda at: 0, apply=fail)
    )
    slot(NOW)
    told = apply_rules(actor=NIGHT, at=NOW + SLOTS + SECOND, ended_at=lambda: NOW)
    assert told.failed == ["a.broken"]
    assert told.counts["kernel.slots"] == 1
    assert last_runs(1)[0].failed == ("Broken",)


def test_run_keeps_numbers_and_nothing_else() -> None:
    unsent(NOW)
    told = apply_rules(actor=NIGHT, at=NOW + UNSENT_MAILS + SECOND, ended_at=lambda: NOW)
    assert set(told.counts) == {rule.code for rule in rules()}
    assert all(isinstance(number, int) for number in told.counts.values())
    assert "lea@" not in str(vars(told))


def test_command_tells_beforehand_then_deletes(capsys: pytest.CaptureFixture[str]) -> None:
    slot(NOW - SLOTS - timedelta(days=3650))
    call_command("retention", "--dry-run", "--json")
    facts = json.loads(capsys.readouterr().out)
    assert (facts["dry_run"], facts["counts"]["kernel.slots"]) == (True, 1)
    assert ScheduledSlot.objects.exists()
    call_command("retention")
    assert "1  kernel.slots" in capsys.readouterr().out
    assert not ScheduledSlot.objects.exists()
    assert RetentionRun.objects.count() == 1
    assert not DBTaskResult.objects.exists()
