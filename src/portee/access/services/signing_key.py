"""The keys that sign tokens for suppliers: files of the data folder, the next one published before it signs."""

import os
import secrets
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from django.conf import settings

from portee.protocols.oidc import SigningKey, draw_private_key, read_private_key

PUBLISHED_BEFORE: Final = timedelta(hours=2)
"""How long a new key is shown before it signs: clients keep the set for an hour."""

PUBLISHED_AFTER: Final = timedelta(days=2)
"""How long a key that signs no more is still shown."""


def published_keys(*, at: datetime) -> list[SigningKey]:
    """All keys that clients may meet, the one that signs first; the first key is drawn when there is none."""
    found = _read()
    if not found:
        _draw(at)
        found = _read()
    begun = [one for one in found if one[0] <= (at - PUBLISHED_BEFORE).timestamp()]
    signs = begun[-1] if begun else found[0]
    return [signs[1], *(key for drawn, key in found if drawn != signs[0])]


def draw_next_key(*, at: datetime) -> None:
    """Begin with a new key: it is shown at once, signs in two hours; those long out of use go."""
    found = _read()
    for (drawn, _key), following in pairwise(found):
        if following[0] < (at - PUBLISHED_BEFORE - PUBLISHED_AFTER).timestamp():
            for path in _folder().glob(f"{int(drawn)}-*.pem"):
                path.unlink(missing_ok=True)
    _draw(at)


def _read() -> list[tuple[float, SigningKey]]:
    paths = sorted(_folder().glob("*-*.pem"))
    return [(float(path.name.split("-")[0]), _key_of(path.read_text())) for path in paths]


@lru_cache(maxsize=8)
def _key_of(pem: str) -> SigningKey:
    return read_private_key(pem)


def _draw(at: datetime) -> None:
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{int(at.timestamp())}-{secrets.token_hex(4)}"
    draft = folder / f".{name}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(draw_private_key())
        file.flush()
        os.fsync(file.fileno())
    # Two processes that begin together leave two keys, both shown: whichever signs, clients find it.
    draft.rename(folder / f"{name}.pem")


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "signing-keys"
