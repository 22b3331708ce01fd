"""The tables of the network, one noun per file."""

from portee.network.models.establishment import (
    GROUPING_KINDS,
    PLACE_KINDS,
    Answer,
    Establishment,
    EstablishmentKind,
)
from portee.network.models.identifier import EstablishmentIdentifier, IdentifierScheme
from portee.network.models.opening import OpeningException, OpeningPeriod, Weekday
from portee.network.models.territory import Territory

__all__ = [
    "GROUPING_KINDS",
    "PLACE_KINDS",
    "Answer",
    "Establishment",
    "EstablishmentIdentifier",
    "EstablishmentKind",
    "IdentifierScheme",
    "OpeningException",
    "OpeningPeriod",
    "Territory",
    "Weekday",
]
