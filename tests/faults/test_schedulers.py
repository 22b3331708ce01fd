"""Fault 5: two schedulers in two processes, clocks that jump by two hours, nights of daylight saving."""

import json

import pytest

from tests.faults.installation import Installation

pytestmark = pytest.mark.fault

WALK = """
from datetime import UTC, datetime, time, timedelta
from portee.kernel.jobs.schedule import DailyAt, Every, Schedule
from portee.kernel.jobs.scheduler import Scheduler
from tests.faults.trial_jobs import take_no_time

begins_at = datetime({begins_at}, 20, tzinfo=UTC)
jumps = [timedelta(hours=hours) for hours in {jumps}]
scheduler = Scheduler([
    Schedule("daily", DailyAt(time(2, 30)), take_no_time),
    Schedule("hourly", Every(timedelta(hours=1)), take_no_time),
])
queued = 0
for turn in range(12 * 6):
    now = begins_at + timedelta(minutes=10 * turn) + jumps[turn % len(jumps)]
    queued += scheduler.tick(now=now)
print(queued)
"""


@pytest.mark.parametrize(
    ("begins_at", "night"),
    [("2026, 10, 24", "2026-10-25"), ("2026, 3, 28", "2026-03-29"), ("2026, 6, 9", "2026-06-10")],
    ids=["night of 25 hours", "night of 23 hours", "ordinary night"],
)
def test_each_slot_is_queued_once_by_two_schedulers_whose_clocks_jump(
    installation: Installation, begins_at: str, night: str
) -> None:
    walks = [
        installation.python_in_background(WALK.format(begins_at=begins_at, jumps=jumps))
        for jumps in ("(0, 0, 2, 0, -2)", "(0, -2, 0, 2, 0)")
    ]
    outputs = [walk.communicate(timeout=120)[0] for walk in walks]
    assert [walk.returncode for walk in walks] == [0, 0], outputs
    counts = [json.loads(output) for output in outputs]
    slots = installation.rows("SELECT name, slot FROM kernel_scheduledslot")
    jobs = installation.rows("SELECT id FROM django_tasks_database_dbtaskresult")
    # The eve and the night; twelve hours, and two more on each side by the jumps.
    assert [slot for name, slot in sorted(slots) if name == "daily"][1:] == [night]
    assert len([name for name, _slot in slots if name == "hourly"]) == 12 + 4
    assert len(jobs) == len(slots) == sum(counts) == 18
