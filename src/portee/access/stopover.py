"""What is carried from a click to the page that asks what may be told, and on to the supplier: sealed, for minutes."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from django.core import signing

from portee.access.opening import Opening

LIFE_SECONDS: Final = 900
"""Time to read the page and to think it over."""

_OPENING: Final = "access.stopover.opening"
_SERVICE: Final = "access.stopover.service"


def seal_opening(opening: Opening) -> str:
    """An opening that was decided and counted, for its own person to go on with."""
    return signing.dumps(asdict(opening), salt=_OPENING, compress=True)


def read_opening(token: str) -> Opening | None:
    """The opening; None for a seal that is broken or over."""
    return Opening(**said) if (said := _read(token, _OPENING)) else None


@dataclass(frozen=True, slots=True)
class Return:
    """An address of this site to come back to once the question was answered, by which establishment."""

    supplier_code: str
    path: str
    establishment_id: int | None = None


def seal_return(there: Return) -> str:
    """It, sealed."""
    return signing.dumps(asdict(there), salt=_SERVICE, compress=True)


def read_return(token: str) -> Return | None:
    """It; None for a seal that is broken or over."""
    return Return(**said) if (said := _read(token, _SERVICE)) else None


def _read(token: str, salt: str) -> dict[str, Any] | None:
    try:
        said: dict[str, Any] = signing.loads(token, salt=salt, max_age=LIFE_SECONDS)
    except signing.BadSignature:
        return None
    return said
