"""The keys that sign tokens for suppliers: files of the data folder, the next one published before it signs."""

import os
import secrets
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from django.conf import settings

from portee.access.sheets.claims import TOKEN_LIFE
from portee.protocols.oidc import SigningKey, draw_private_key, read_private_key

PUBLISHED_BEFORE: Final = timedelta(hours=2)
"""How long a new key is shown before it signs: clients keep the set for an hour."""


def published_keys(*, at: datetime) -> list[SigningKey]:
    """All keys that clients may meet, the one that signs first; the first key is drawn when there is none."""
    found = _known(at)
    if not found:
        _draw(at)
        found = _known(at)
    begun = [one for one in found if _drawn_at(one) <= (at - PUBLISHED_BEFORE).timestamp()]
    signs = begun[-1] if begun else found[0]
    return [_read(signs), *(_read(one) for one in found if one != signs)]


def draw_next_key(*, at: datetime) -> None:
    """Begin with a new key: it is shown at once, signs in two hours."""
    forget_keys(at=at)
    _draw(at)


def forget_keys(*, at: datetime) -> int:
    """Delete the keys that are no longer shown; how many."""
    over = set(_paths()) - set(_known(at))
    for path in over:
        path.unlink(missing_ok=True)
    return len(over)


def _known(at: datetime) -> list[Path]:
    """The keys to show, in the order in which they sign: each until the following one has begun and the last token
    that it signed is over, and no longer.
    """
    paths = _paths()
    last = (at - PUBLISHED_BEFORE - TOKEN_LIFE).timestamp()
    over = {path for path, following in pairwise(paths) if _drawn_at(following) <= last}
    return [path for path in paths if path not in over]


def _paths() -> list[Path]:
    return sorted(_folder().glob("*-*.pem"))


def _drawn_at(path: Path) -> float:
    return float(path.name.split("-")[0])


def _read(path: Path) -> SigningKey:
    return _key_of(path.read_text())


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
