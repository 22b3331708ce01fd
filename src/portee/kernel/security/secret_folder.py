"""Secrets shared with other machines: files of the data folder that nobody else can read.

A row holds the name of a file, drawn anew for each secret, so that a transaction undone leaves the former one whole.
"""

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_HANDLE = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class SecretFolder:
    """The secrets of one kind, under that name in the data folder."""

    name: str

    def keep(self, secret: str) -> str:
        """Write a secret; the handle by which it is read."""
        handle = secrets.token_hex(16)
        path = self._path(handle)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        return handle

    def read(self, handle: str) -> str:
        """The secret of a handle, empty for none. Raises OSError when it is lost, as after half a restoration."""
        return self._path(handle).read_text(encoding="utf-8") if handle else ""

    def forget(self, handle: str) -> None:
        """Remove a secret; one that is gone already is no fault."""
        if handle:
            self._path(handle).unlink(missing_ok=True)

    def _path(self, handle: str) -> Path:
        if not _HANDLE.fullmatch(handle):
            raise FileNotFoundError(handle)
        return Path(settings.DATA_DIR) / self.name / handle
