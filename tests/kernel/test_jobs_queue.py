"""Queueing jobs and running them, in one process."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from portee.kernel import clock
from portee.kernel.jobs import JobStatus, enqueue, queue_state, run_waiting_jobs, status_of
from portee.kernel.jobs.definition import Job, job
from portee.kernel.models import JobRun
from tests.kernel import sample_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def runs() -> Iterator[list[str]]:
    """What the sample jobs did during one test."""
    sample_jobs.runs.clear()
    yield sample_jobs.runs
    sample_jobs.runs.clear()


def make_due(job_id: object) -> None:
    """Let the time of a postponed job come."""
    DBTaskResult.objects.filter(pk=job_id).update(run_after=clock.now() - timedelta(seconds=1))


def test_a_job_waits_then_is_done(runs: list[str]) -> None:
    job_id = enqueue(sample_jobs.note, word="hello")
    assert status_of(job_id) is JobStatus.WAITING
    assert run_waiting_jobs() == 1
    assert status_of(job_id) is JobStatus.DONE
    assert runs == ["hello"]
    assert run_waiting_jobs() == 0


def test_a_job_whose_transaction_is_undone_never_existed(runs: list[str]) -> None:
    with transaction.atomic():
        enqueue(sample_jobs.note)
        transaction.set_rollback(True)
    assert run_waiting_jobs() == 0
    assert runs == []


def test_the_row_of_a_job_is_written_in_the_callers_transaction() -> None:
    with transaction.atomic():
        job_id = enqueue(sample_jobs.note)
        assert DBTaskResult.objects.filter(pk=job_id).exists()


def test_a_job_can_queue_another(runs: list[str]) -> None:
    enqueue(sample_jobs.queue_another)
    assert run_waiting_jobs() == 2
    assert runs == ["from a job"]


def test_a_job_for_later_waits_until_then(runs: list[str]) -> None:
    job_id = enqueue(sample_jobs.note, not_before=clock.now() + timedelta(hours=1))
    assert run_waiting_jobs() == 0
    make_due(job_id)
    assert run_waiting_jobs() == 1


def test_wrong_arguments_are_refused_when_queued_and_not_in_the_night() -> None:
    with pytest.raises(TypeError):
        enqueue(sample_jobs.note, sentence="hello")


def test_arguments_that_json_cannot_hold_are_refused() -> None:
    with pytest.raises(TypeError):
        enqueue(sample_jobs.note, word=Path("hello"))


def test_a_refusal_of_the_domain_ends_a_job_with_its_reason() -> None:
    job_id = enqueue(sample_jobs.refuse)
    run_waiting_jobs()
    assert status_of(job_id) is JobStatus.FAILED
    assert JobRun.objects.get(pk=job_id).reason == "There is nobody to write to."


def test_a_job_that_asks_for_no_other_attempt_is_left_to_review() -> None:
    job_id = enqueue(sample_jobs.break_down)
    assert run_waiting_jobs() == 1
    assert status_of(job_id) is JobStatus.TO_REVIEW
    assert JobRun.objects.get(pk=job_id).reason == "ValueError: Nobody expected this."


def test_a_job_cannot_end_its_worker() -> None:
    job_id = enqueue(sample_jobs.leave)
    assert run_waiting_jobs() == 1
    assert status_of(job_id) is JobStatus.TO_REVIEW


def test_a_failed_job_is_tried_again_later_and_later_then_left_to_review(runs: list[str]) -> None:
    job_id = enqueue(sample_jobs.stumble, word="tried")
    waits = []
    for _attempt in range(2):
        before = clock.now()
        assert run_waiting_jobs() == 1
        assert status_of(job_id) is JobStatus.WAITING
        until = DBTaskResult.objects.get(pk=job_id).run_after
        waits.append(round((until - before).total_seconds()))
        make_due(job_id)
    assert waits == [10, 20]
    run_waiting_jobs()
    assert status_of(job_id) is JobStatus.TO_REVIEW
    assert runs == ["tried"] * 3
    run = JobRun.objects.get(pk=job_id)
    assert (run.attempts, run.failures, run.crashes) == (3, 3, 0)


def test_a_job_that_no_longer_exists_is_left_to_review() -> None:
    job_id = enqueue(sample_jobs.note)
    DBTaskResult.objects.update(task_path="tests.kernel.sample_jobs.forgotten")
    run_waiting_jobs()
    assert status_of(job_id) is JobStatus.TO_REVIEW


def test_a_path_that_is_not_a_job_is_never_called() -> None:
    job_id = enqueue(sample_jobs.note)
    DBTaskResult.objects.update(task_path="os.getcwd")
    run_waiting_jobs()
    assert status_of(job_id) is JobStatus.TO_REVIEW


def test_delays_never_pass_the_longest_one() -> None:
    patient: Job = job(first_delay=timedelta(seconds=1), longest_delay=timedelta(minutes=1))(
        sample_jobs.note.func
    )
    assert patient.delay_after(1) == timedelta(seconds=1)
    assert patient.delay_after(5_000) == timedelta(minutes=1)


def test_the_queue_tells_how_long_its_oldest_job_has_waited() -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert queue_state(now=now).oldest_wait == timedelta(0)
    enqueue(sample_jobs.note, not_before=now - timedelta(minutes=7))
    enqueue(sample_jobs.note, not_before=now + timedelta(minutes=7))
    state = queue_state(now=now)
    assert (state.waiting, state.running, state.to_review) == (1, 0, 0)
    assert state.oldest_wait == timedelta(minutes=7)
