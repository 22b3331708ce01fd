"""Files that people send, kept in the data folder: outside anything that is served, for this user alone.

What a file holds, and how long it is kept, belongs to whoever keeps it.
"""

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from portee.kernel.errors import DomainError


class FileNotKeptError(DomainError):
    """A file that was sent cannot be kept: too large, or no room."""

    code = "kernel.file_not_kept"


def keep_file(*, chunks: Iterable[bytes], folder: str, token: str, most_bytes: int) -> str:
    """Write a file whole, or not at all; its path in the data folder. `token` is a name that no other file has.

    Raises: FileNotKeptError when it is larger than `most_bytes`, or the disk has no room.
    """
    kept = Path(folder) / f"{token}.bin"
    path = stored(str(kept))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    try:
        with part.open("wb") as file:
            os.fchmod(file.fileno(), 0o600)
            size = 0
            for chunk in chunks:
                size += len(chunk)
                if size > most_bytes:
                    raise FileNotKeptError(_("This file is larger than a file may be here."))
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise FileNotKeptError(
            _("There is no room left on the server for this file. Nothing was kept of it.")
        ) from error
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    return str(kept)


def stored(path: str) -> Path:
    """Where a kept file is."""
    return Path(settings.DATA_DIR) / path


def forget_file(path: str) -> None:
    """Remove a kept file; one that is gone already is no fault."""
    if path:
        stored(path).unlink(missing_ok=True)
