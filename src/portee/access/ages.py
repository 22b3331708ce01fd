"""Ages, for somebody of whom the year of birth alone is kept.

Within a year two ages are possible, before the birthday and after it, whatever the day (29 February included: who is
born then grows older within the same year). Bounds are therefore given, and whoever decides takes the side of doubt.
"""

from datetime import date
from typing import Final

OLDEST: Final = 120


def age_bounds(birth_year: int, *, on: date) -> tuple[int, int] | None:
    """The youngest and the oldest that somebody born that year may be; None for a year nobody alive is born in.

    They are one age on 31 December, when everybody has had their birthday.
    """
    oldest = on.year - birth_year
    if not 0 <= oldest <= OLDEST:
        return None
    had_birthday = on.month == 12 and on.day == 31
    return (oldest if had_birthday else max(oldest - 1, 0)), oldest
