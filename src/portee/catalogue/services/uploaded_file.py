"""Files that staff send, kept in the data folder until their run is over: nobody else can read them there."""

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from portee.catalogue.errors import UploadRefusedError
from portee.catalogue.models import ImportRun, RunState

FOLDER = "imports"
KEPT = timedelta(days=30)
"""How long a file waits for its run to be taken up again."""


def keep_file(*, chunks: Iterable[bytes], token: str) -> str:
    """Write a file whole, or not at all; its path in the data folder. `token` is a name that no other file has.

    Raises: UploadRefusedError when it is larger than a file may be, or the disk has no room.
    """
    most: int = settings.IMPORT_LIMITS.content_bytes
    kept = Path(FOLDER) / f"{token}.bin"
    path = stored(str(kept))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    try:
        with part.open("wb") as file:
            os.fchmod(file.fileno(), 0o600)
            size = 0
            for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise UploadRefusedError(_("This file is larger than a file may be here."))
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise UploadRefusedError(
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


def forget_left_files(*, now: datetime) -> int:
    """Remove the files of runs that have been waiting for somebody longer than `KEPT`; how many.

    Such a run is over: it can no more go on, and is started again by sending its file again.
    """
    waiting = (RunState.PREPARED, RunState.INTERRUPTED, RunState.CANCELLED)
    left = ImportRun.objects.filter(state__in=waiting, created_at__lt=now - KEPT)
    left = left.exclude(stored_path="")
    for path in left.values_list("stored_path", flat=True):
        forget_file(path)
    return left.update(stored_path="")
