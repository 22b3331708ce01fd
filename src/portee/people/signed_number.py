"""Addresses that only those know who were given them: the number of a row and its seal, nothing readable.

Source: docs/adr/0033. Each use has its own seal, so that an address made for one opens nothing else.
"""

from enum import StrEnum

from django.core.signing import BadSignature, Signer


class Use(StrEnum):
    """What an address opens."""

    DRAFT = "people.registration-draft"
    FOLLOW = "people.registration-follow"
    CONSENT = "people.registration-consent"
    CLAIM = "people.registration-claim"
    GUARDIAN = "people.registration-guardian"
    ADDRESS = "people.address-change"


def sealed(number: int, use: Use) -> str:
    """The number with its seal, fit for an address."""
    return Signer(salt=use.value, sep=".").sign(str(number))


def number_in(ticket: str, use: Use) -> int | None:
    """The number, if the seal is ours and made for this use."""
    try:
        return int(Signer(salt=use.value, sep=".").unsign(ticket))
    except (BadSignature, ValueError):
        return None
