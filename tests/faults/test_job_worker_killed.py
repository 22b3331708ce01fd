"""Faults 3 and 4: the worker killed, and asked to stop, with a job in hand."""

import time

import pytest

from tests.faults.installation import Installation, Program, wait_for

pytestmark = pytest.mark.fault


def queue(installation: Installation, job: str, arguments: str = "") -> None:
    """Queue one of the trial jobs."""
    installation.python(
        "from portee.kernel.jobs import enqueue\n"
        f"from tests.faults.trial_jobs import {job}\n"
        f"enqueue({job}, {arguments})"
    )


def queue_one_that_takes(installation: Installation, *, seconds: float) -> None:
    queue(installation, "take_time", f"key='one', seconds={seconds}")


def starts(installation: Installation) -> int:
    """How often the job was started."""
    file = installation.folder / "one.starts"
    return len(file.read_text().splitlines()) if file.exists() else 0


def state(installation: Installation) -> str:
    """Status, outcome, attempts, crashes of the only job, and the traces it left."""
    (job,) = installation.rows(
        "SELECT status, outcome, attempts, crashes FROM django_tasks_database_dbtaskresult AS task"
        " JOIN kernel_jobrun AS run ON run.job_id = task.id"
        " WHERE task_path LIKE 'tests.faults.%'"
    )
    traces = installation.rows("SELECT slot FROM kernel_scheduledslot WHERE name = 'job'")
    return " ".join(map(str, (*job, len(traces))))


def ended(program: Program) -> bool:
    return "job ended" in program.said()


def test_a_job_whose_worker_was_killed_is_run_again_once(installation: Installation) -> None:
    queue_one_that_takes(installation, seconds=1)
    first = installation.start("worker")
    wait_for(lambda: starts(installation) == 1, seconds=30, program=first)
    first.kill()
    assert state(installation) == "RUNNING  1 0 0"
    second = installation.start("worker")
    wait_for(lambda: starts(installation) == 2, seconds=30, program=second)
    wait_for(lambda: ended(second), seconds=30, program=second)
    time.sleep(1.5)  # A lease and more: nobody takes the job a third time.
    assert second.stop() == 0
    assert starts(installation) == 2
    assert state(installation) == "SUCCESSFUL done 2 1 1"


def test_a_job_is_not_taken_from_a_worker_that_is_only_slow(installation: Installation) -> None:
    queue_one_that_takes(installation, seconds=6)
    slow = installation.start("worker")
    wait_for(lambda: starts(installation) == 1, seconds=30, program=slow)
    watching = installation.start("worker")
    wait_for(lambda: "worker started" in watching.said(), seconds=30, program=watching)
    wait_for(lambda: ended(slow), seconds=30, program=slow)
    assert (slow.stop(), watching.stop()) == (0, 0)
    assert starts(installation) == 1
    assert state(installation) == "SUCCESSFUL done 1 0 1"


def test_a_job_that_kills_its_worker_three_times_is_left_to_review(
    installation: Installation,
) -> None:
    queue(installation, "kill_worker")
    for _death in range(3):
        worker = installation.start("worker")
        assert worker.process.wait(timeout=30) == -9, worker.said()
    last = installation.start("worker")
    wait_for(lambda: "job taken from a dead worker" in last.said(), seconds=30, program=last)
    time.sleep(1)
    assert last.stop() == 0
    assert state(installation) == "FAILED to_review 3 3 0"


def test_a_worker_asked_to_stop_finishes_the_job_in_hand(installation: Installation) -> None:
    queue_one_that_takes(installation, seconds=2)
    worker = installation.start("worker")
    wait_for(lambda: starts(installation) == 1, seconds=30, program=worker)
    began_at = time.monotonic()
    assert worker.stop() == 0
    assert time.monotonic() - began_at < 30
    assert state(installation) == "SUCCESSFUL done 1 0 1"


def test_a_job_too_long_to_wait_for_is_given_back_when_the_worker_stops(
    installation: Installation,
) -> None:
    installation.variables["FAULT_STOP_SECONDS"] = "1"
    queue_one_that_takes(installation, seconds=60)
    worker = installation.start("worker")
    wait_for(lambda: starts(installation) == 1, seconds=30, program=worker)
    assert worker.stop(seconds=15) == 0
    assert state(installation) == "READY  1 0 0"
