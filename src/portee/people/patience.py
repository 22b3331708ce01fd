"""How fast passwords may be tried: pure rules, no database.

Nobody is ever locked out: a try that comes too soon waits, and the wait grows. Source: CNIL, deliberation 2022-100 (a
growing delay, about twenty-five tries a day); docs/adr/0036.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

MOST_DOUBLINGS: Final = 20
"""Past this many the longest wait is reached by any rule; a count without bound would overflow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """So many free failures, then a wait that doubles from the first to the longest; forgotten after a quiet time."""

    free: int
    first_wait: timedelta
    longest_wait: timedelta
    forgotten_after: timedelta

    def wait_after(self, failures: int) -> timedelta:
        """How long after the last of so many failures the next try may come."""
        beyond = failures - self.free
        if beyond < 0:
            return timedelta()
        doubled: timedelta = self.first_wait * 2 ** min(beyond, MOST_DOUBLINGS)
        return min(doubled, self.longest_wait)


FOR_ACCOUNT: Final = Patience(
    free=5,
    first_wait=timedelta(minutes=1),
    longest_wait=timedelta(hours=2),
    forgotten_after=timedelta(days=1),
)
"""Five tries, then 1, 2, 4… minutes: 22 tries in the first day."""

FOR_DEVICE: Final = FOR_ACCOUNT
"""A device that once signed in to the account has a budget of its own, which no stranger can use up."""

FOR_PLACE: Final = Patience(
    free=300,
    first_wait=timedelta(seconds=10),
    longest_wait=timedelta(seconds=10),
    forgotten_after=timedelta(hours=1),
)
"""A village, or a class of thirty who all mistype, behind one address; past that, one try every ten seconds."""
