"""Jobs to kill, to hold up and to interrupt."""

import os
import signal
import time

from django.conf import settings

from portee.kernel import clock
from portee.kernel.jobs import job
from portee.kernel.models import ScheduledSlot


@job()
def take_time(*, key: str, seconds: float) -> None:
    """Note the start, take some time, then leave one trace however often it is run."""
    with (settings.DATA_DIR / f"{key}.starts").open("a") as starts:
        starts.write(f"{os.getpid()}\n")
    time.sleep(seconds)
    ScheduledSlot.objects.get_or_create(name="job", slot=key, defaults={"queued_at": clock.now()})


@job()
def kill_worker() -> None:
    """Kill the worker that runs it, as the system does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


@job()
def take_no_time() -> None:
    """Do nothing."""
