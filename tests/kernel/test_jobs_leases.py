"""Leases: who may say how a job ended, and what becomes of the jobs of dead workers."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from portee.kernel.jobs import (
    JobStatus,
    NotToReview,
    dead_letters,
    discard_job,
    enqueue,
    retry_job,
    run_waiting_jobs,
    status_of,
)
from portee.kernel.jobs.leases import Lease, beat, claim_job, end_done, give_back
from portee.kernel.jobs.reaper import Reaper
from portee.kernel.models import JobOutcome, JobRun
from portee.kernel.pace import Pace
from tests.kernel import sample_jobs

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PACE = Pace(beat=5, lease=30, crashes=3)


class Watch:
    """A monotonic clock that only moves when told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def reaper(watch: Watch) -> Reaper:
    return Reaper(pace=PACE, monotonic=watch)


def claim(holder: str = "one") -> Lease:
    lease = claim_job(holder=holder, now=NOW)
    assert lease is not None
    return lease


def look_for(reaper: Reaper, watch: Watch, *, seconds: float, step: float = 5) -> int:
    """Look at regular intervals for some time; how many jobs were taken from dead workers."""
    taken = reaper.look(now=NOW)
    for _turn in range(round(seconds / step)):
        watch.seconds += step
        taken += reaper.look(now=NOW)
    return taken


def crash(reaper: Reaper, watch: Watch) -> None:
    """Start the waiting job and let its worker die."""
    claim()
    assert look_for(reaper, watch, seconds=31) == 1


def test_a_claimed_job_is_given_to_nobody_else() -> None:
    enqueue(sample_jobs.note)
    claim("one")
    assert claim_job(holder="two", now=NOW) is None


def test_a_silent_worker_loses_its_job_once_its_lease_is_over(reaper: Reaper, watch: Watch) -> None:
    job_id = enqueue(sample_jobs.note)
    claim()
    assert look_for(reaper, watch, seconds=25) == 0
    assert look_for(reaper, watch, seconds=5) == 1
    assert status_of(job_id) is JobStatus.WAITING
    assert JobRun.objects.get(pk=job_id).crashes == 1


def test_a_worker_that_signals_life_keeps_its_job(reaper: Reaper, watch: Watch) -> None:
    enqueue(sample_jobs.note)
    lease = claim()
    for _turn in range(10):
        assert look_for(reaper, watch, seconds=20) == 0
        assert beat(lease)


def test_a_database_that_was_away_is_not_taken_for_a_dead_worker(
    reaper: Reaper, watch: Watch
) -> None:
    enqueue(sample_jobs.note)
    claim()
    reaper.look(now=NOW)
    watch.seconds += 3_600
    assert reaper.look(now=NOW) == 0


def test_a_reaper_that_has_just_started_waits_a_whole_lease(watch: Watch) -> None:
    enqueue(sample_jobs.note)
    claim()
    watch.seconds += 3_600
    assert Reaper(pace=PACE, monotonic=watch).look(now=NOW) == 0


def test_a_worker_held_to_be_dead_is_no_longer_heard(reaper: Reaper, watch: Watch) -> None:
    job_id = enqueue(sample_jobs.note)
    first = claim("one")
    look_for(reaper, watch, seconds=31)
    second = claim("two")
    assert not beat(first)
    assert not end_done(first, now=NOW)
    assert status_of(job_id) is JobStatus.RUNNING
    assert end_done(second, now=NOW)
    assert not end_done(second, now=NOW)
    assert status_of(job_id) is JobStatus.DONE


def test_the_same_worker_proves_which_run_it_speaks_of(reaper: Reaper, watch: Watch) -> None:
    enqueue(sample_jobs.note)
    first = claim("one")
    look_for(reaper, watch, seconds=31)
    claim("one")
    assert not end_done(first, now=NOW)


def test_a_job_given_back_at_a_stop_is_not_a_crash() -> None:
    job_id = enqueue(sample_jobs.note)
    assert give_back(claim())
    assert status_of(job_id) is JobStatus.WAITING
    assert JobRun.objects.get(pk=job_id).crashes == 0


def test_a_job_that_kills_three_workers_is_left_to_review(reaper: Reaper, watch: Watch) -> None:
    job_id = enqueue(sample_jobs.note, word="deadly")
    for _death in range(3):
        assert dead_letters() == ()
        crash(reaper, watch)
    assert status_of(job_id) is JobStatus.TO_REVIEW
    (letter,) = dead_letters()
    assert (letter.job_id, letter.crashes, letter.attempts) == (job_id, 3, 3)
    assert letter.name == "tests.kernel.sample_jobs.note"
    assert letter.arguments == {"word": "deadly"}
    assert letter.stopped_at == NOW
    assert claim_job(holder="four", now=NOW) is None


def left_to_review() -> UUID:
    job_id = enqueue(sample_jobs.break_down)
    run_waiting_jobs()
    return job_id


def test_a_dead_letter_can_be_tried_again() -> None:
    job_id = left_to_review()
    retry_job(job_id)
    assert dead_letters() == ()
    assert status_of(job_id) is JobStatus.WAITING
    run_waiting_jobs()
    assert status_of(job_id) is JobStatus.TO_REVIEW


def test_a_dead_letter_can_be_discarded_and_keeps_its_reason() -> None:
    job_id = left_to_review()
    discard_job(job_id)
    assert status_of(job_id) is JobStatus.FAILED
    assert JobRun.objects.get(pk=job_id).reason.startswith("ValueError")


@pytest.mark.parametrize("decide", [retry_job, discard_job])
def test_a_decision_taken_twice_is_refused(decide: object) -> None:
    assert callable(decide)
    job_id = left_to_review()
    decide(job_id)
    with pytest.raises(NotToReview):
        decide(job_id)


def test_the_database_refuses_a_job_both_ended_and_held() -> None:
    job_id = left_to_review()
    with pytest.raises(IntegrityError), transaction.atomic():
        JobRun.objects.filter(pk=job_id).update(holder="one", outcome=JobOutcome.DONE)
