"""How fast the background works: every duration of the worker, its leases and the supervisor, in one value.

An installation never needs to change these; fault tests do, so that a crash is found in a second and not in
half a minute. They replace the whole value by the setting `PACE`.
"""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Durations in seconds.

    - `poll`: between two looks at an empty queue;
    - `beat`: between two signs of life of a running job, two looks for dead workers, two looks at schedules;
    - `lease`: silence after which the runner of a job is held to be dead (at least three beats);
    - `stop`: what a job in hand is given to finish after SIGTERM; with the exit, below 30 s in all;
    - `ready`: what the site is given to answer at start;
    - `restart`: the first wait before a crashed program is started again, doubled each time up to 30 s;
    - `crashes`: how many dead workers a job may leave behind before somebody must look at it;
    - `delays`: the factor applied to the delays between two attempts of a failed job.
    """

    poll: float = 1.0
    beat: float = 5.0
    lease: float = 30.0
    stop: float = 25.0
    ready: float = 60.0
    restart: float = 1.0
    crashes: int = 3
    delays: float = 1.0


def current_pace() -> Pace:
    """The pace of this installation."""
    pace: Pace | None = settings.PACE
    return pace or Pace()
