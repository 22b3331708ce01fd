"""A cookie that says « somebody once signed in to this account from this browser », and nothing else.

Laid when somebody signs in, never on a visitor. It opens nothing: it only gives the device a budget of wrong passwords
of its own (people/patience.py). Source: OWASP, « Slow down online guessing attacks with device cookies ».
"""

import secrets
from datetime import timedelta
from typing import Final

from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

KEPT: Final = 6
"""How many accounts a shared computer remembers; the oldest goes first."""
LASTS: Final = timedelta(days=180)
_SALT: Final = "people.known-device"


def device_of(cookie: str, login: str) -> str:
    """What this device is called for the account, empty when it never signed in to it or the cookie is not ours."""
    return dict(_read(cookie)).get(_mark(login), "")


def remembered(cookie: str, login: str) -> str:
    """The cookie that also knows this account; each sign-in draws a new name for the device."""
    others = [pair for pair in _read(cookie) if pair[0] != _mark(login)]
    pairs = [(_mark(login), secrets.token_hex(8)), *others][:KEPT]
    return Signer(salt=_SALT).sign(".".join(f"{mark}-{name}" for mark, name in pairs))


def _read(cookie: str) -> list[tuple[str, str]]:
    try:
        text = Signer(salt=_SALT).unsign(cookie)
    except BadSignature:
        return []
    pairs = [part.partition("-") for part in text.split(".")]
    return [(mark, name) for mark, _dash, name in pairs if mark and name]


def _mark(login: str) -> str:
    return salted_hmac(_SALT, login.lower(), algorithm="sha256").hexdigest()[:20]
