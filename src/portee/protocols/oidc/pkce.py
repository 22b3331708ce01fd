"""Proof that whoever brings a code is whoever asked for it. Source: RFC 7636; the plain method is refused."""

import base64
import hashlib
import hmac
import re

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


def is_challenge(text: str, *, method: str) -> bool:
    """Whether a request carries a challenge that can be proven."""
    return method == "S256" and bool(_CHALLENGE.fullmatch(text))


def proves(verifier: str, *, challenge: str) -> bool:
    """Whether the verifier is the one of the challenge."""
    if not _VERIFIER.fullmatch(verifier):
        return False
    return hmac.compare_digest(challenge_of(verifier), challenge)


def challenge_of(verifier: str) -> str:
    """The challenge that this verifier answers."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")
