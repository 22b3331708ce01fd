"""The secrets with which we sign in to reader systems: files of the data folder that nobody else can read.

A row holds the name of a file, drawn anew for each secret, so that a transaction undone leaves the former one whole.
"""

import os
import secrets
from pathlib import Path

from django.conf import settings

FOLDER = "directory-secrets"


def keep_secret(secret: str) -> str:
    """Write a secret; the handle by which it is read."""
    handle = secrets.token_hex(16)
    path = _path(handle)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    return handle


def read_secret(handle: str) -> str:
    """The secret of a handle, empty for none. Raises OSError when it is lost, as after half a restoration."""
    return _path(handle).read_text(encoding="utf-8") if handle else ""


def forget_secret(handle: str) -> None:
    """Remove a secret; one that is gone already is no fault."""
    if handle:
        _path(handle).unlink(missing_ok=True)


def _path(handle: str) -> Path:
    return Path(settings.DATA_DIR) / FOLDER / handle
