"""What is carried from page to page until somebody is led to the supplier: sealed, for minutes."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from django.core import signing

LIFE_SECONDS: Final = 900
"""Time to read the page and to think it over."""

_INTENT: Final = "access.stopover.intent"
_SERVICE: Final = "access.stopover.service"
_SAML: Final = "access.stopover.saml"


@dataclass(frozen=True, slots=True)
class Intent:
    """An opening that somebody asked for and that waits for her answer: nothing is counted yet.

    `address` is that of a title; `establishment_id` the one whose right would open.
    """

    offer_code: str
    supplier_code: str
    account_id: int
    establishment_id: int | None = None
    address: str = ""


def seal_intent(intent: Intent) -> str:
    """It, sealed, for its own person to go on with."""
    return signing.dumps(asdict(intent), salt=_INTENT, compress=True)


def read_intent(token: str) -> Intent | None:
    """It; None for a seal that is broken or over."""
    return Intent(**said) if (said := _read(token, _INTENT)) else None


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


@dataclass(frozen=True, slots=True)
class SamlAsked:
    """What a supplier asked by SAML, checked, while somebody signs in or thinks: where to answer, to which request.

    `refusal` is the status of the protocol to answer with, whoever it is; `stays_silent` asks for no page of ours.
    """

    supplier_code: str
    request_id: str
    consumer: str
    relay_state: str = ""
    refusal: str = ""
    stays_silent: bool = False


def seal_saml(asked: SamlAsked) -> str:
    """It, sealed."""
    return signing.dumps(asdict(asked), salt=_SAML, compress=True)


def read_saml(token: str) -> SamlAsked | None:
    """It; None for a seal that is broken or over."""
    return SamlAsked(**said) if (said := _read(token, _SAML)) else None


def _read(token: str, salt: str) -> dict[str, Any] | None:
    try:
        said: dict[str, Any] = signing.loads(token, salt=salt, max_age=LIFE_SECONDS)
    except signing.BadSignature:
        return None
    return said
