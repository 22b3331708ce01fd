"""What may be told to a supplier, and the values for one person. A sheet names facts; only those ever leave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Fact(StrEnum):
    """What a supplier may be told. All but the identifier and the place of arrival need the person's consent."""

    IDENTIFIER = "identifier"
    TARGET = "target"
    ESTABLISHMENT = "establishment"
    ESTABLISHMENT_NAME = "establishment_name"
    NAME = "name"
    EMAIL = "email"
    BIRTH_YEAR = "birth_year"
    COMMUNE = "commune"
    LANGUAGE = "language"


WITHOUT_CONSENT: Final = frozenset({Fact.IDENTIFIER, Fact.TARGET})
"""The identifier says nothing of anybody; the target is the supplier's own address."""


@dataclass(frozen=True, slots=True)
class Passenger:
    """Whoever is handed over, as far as she consented: an absent or empty value is one that does not leave."""

    values: Mapping[Fact, str] = field(repr=False)

    def value(self, fact: Fact) -> str:
        """The value, empty for none."""
        return self.values.get(fact, "")
