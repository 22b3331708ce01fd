"""How the background work goes, for `/sante/ready`: the worker's last signature, the queue's age."""

from datetime import datetime, timedelta

from portee.kernel.health.checks import QUEUE_AGE_WANTED, Finding, State
from portee.kernel.health.register import last_signature
from portee.kernel.jobs import queue_state

SILENCE_ALLOWED = timedelta(seconds=90)


def check_worker(now: datetime) -> Finding:
    """Degraded when no worker signed lately: pages are served, mails and imports wait."""
    signed_at = last_signature()
    if signed_at is None:
        return Finding(State.DEGRADED, {"reason": "never_seen"})
    silent_seconds = max(0, int((now - signed_at).total_seconds()))
    is_silent = silent_seconds > SILENCE_ALLOWED.total_seconds()
    return Finding(State.DEGRADED if is_silent else State.OK, {"silent_seconds": silent_seconds})


def check_queue(now: datetime) -> Finding:
    """Degraded when a job that is due has waited too long, or some wait for somebody of the staff."""
    queue = queue_state(now=now)
    is_late = queue.oldest_wait > QUEUE_AGE_WANTED
    return Finding(
        State.DEGRADED if is_late or queue.to_review else State.OK,
        {
            "waiting": queue.waiting,
            "to_review": queue.to_review,
            "oldest_wait_seconds": int(queue.oldest_wait.total_seconds()),
        },
    )
