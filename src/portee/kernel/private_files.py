"""Files that people send, kept in the data folder: outside anything that is served, for this user alone.

What a file holds, and how long it is kept, belongs to whoever keeps it.
"""

import errno
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from portee.kernel.errors import DomainError

SETTLING: Final = timedelta(days=1)
"""How long a file that no row names may be one whose row is being written."""


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


def left_files(*, folder: str, known: Collection[str], at: datetime) -> list[Path]:
    """The files of a folder that no row knows, left by a transaction or a process that died.

    `known` are the paths that rows hold, as `keep_file` gave them.
    """
    kept = stored(folder)
    return [
        path
        for path in (kept.iterdir() if kept.is_dir() else ())
        if str(Path(folder) / path.name) not in known and _is_left(path, at=at)
    ]


def forget_left_files(*, folder: str, known: Collection[str], at: datetime) -> int:
    """Delete such files; how many."""
    found = left_files(folder=folder, known=known, at=at)
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _is_left(path: Path, *, at: datetime) -> bool:
    with suppress(FileNotFoundError):
        return path.stat().st_mtime <= (at - SETTLING).timestamp()
    return False
