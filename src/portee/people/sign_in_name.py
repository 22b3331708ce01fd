"""What people without an e-mail address sign in with: a short name and four digits, such as `lila.4821`.

It is stored where others have their address, under a domain that can never exist (RFC 6761), so that nothing is
ever sent to it and that the account stays unique by one column.
"""

import secrets
from collections.abc import Callable
from typing import Final

from portee.kernel.ordering import search_key

DOMAIN: Final = "sans-courriel.invalid"
LONGEST_NAME: Final = 20
_DIGITS: Final = 10_000
_TRIES: Final = 50


def make_stored_name(display_name: str, *, is_taken: Callable[[str], bool]) -> str:
    """Draw a name that nobody has, from the first word of the person's name."""
    words = search_key(display_name).split()
    first = words[0][:LONGEST_NAME] if words else "lecteur"
    for _try in range(_TRIES):
        stored = f"{first}.{secrets.randbelow(_DIGITS):04d}@{DOMAIN}"
        if not is_taken(stored):
            return stored
    return f"{first}.{secrets.token_hex(6)}@{DOMAIN}"


def is_stored_name(address: str) -> bool:
    """Whether this stands for a name and not for an address that receives mail."""
    return address.lower().endswith(f"@{DOMAIN}")


def shown(address: str) -> str:
    """What the person types to sign in: the name alone, or the address as it is."""
    return address.rpartition("@")[0] if is_stored_name(address) else address


def typed(text: str) -> str:
    """What is stored of what was typed in the sign-in form."""
    text = text.strip()
    return text if not text or "@" in text else f"{text}@{DOMAIN}"
