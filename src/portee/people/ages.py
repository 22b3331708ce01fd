"""Who may be too young to consent alone, known by the year of birth and nothing more precise.

Source: RGPD art. 8 and Act 78-17, art. 45, which set the age at fifteen in France.
"""

from datetime import date
from typing import Final

CONSENT_AGE: Final = 15
OF_AGE: Final = 18
OLDEST: Final = 120


def may_be_under_consent_age(birth_year: int, *, on: date) -> bool:
    """Whether somebody born that year may still be under fifteen on that day: in doubt, yes."""
    return on.year - birth_year <= CONSENT_AGE


def may_be_of_age(birth_year: int, *, on: date) -> bool:
    """Whether somebody born that year may already be eighteen on that day: from 1 January of the year she is."""
    return on.year - birth_year >= OF_AGE


def is_surely_of_age(birth_year: int, *, on: date) -> bool:
    """Whether somebody born that year is eighteen, whatever her day: from 1 January of the year after."""
    return on.year - birth_year > OF_AGE


def is_birth_year(year: int, *, on: date) -> bool:
    """Whether somebody alive on that day may be born that year."""
    return on.year - OLDEST <= year <= on.year
