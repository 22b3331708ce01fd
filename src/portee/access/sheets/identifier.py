"""The identifier by which one supplier knows one person: stable for years, of no use to any other supplier."""

import base64
import hashlib
import hmac
from typing import Final

LENGTH: Final = 32
"""Characters of base 32: 160 bits, in lower case since some suppliers fold it."""


def pairwise_identifier(*, key: str, supplier_code: str, account_id: int) -> str:
    """HMAC-SHA-256 of the supplier and the account, cut to 160 bits.

    It is made of the account, never of a card, so that a renewed card changes nothing.
    """
    said = f"{supplier_code}\x00{account_id}".encode()
    digest = hmac.new(key.encode(), said, hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode("ascii").lower()
