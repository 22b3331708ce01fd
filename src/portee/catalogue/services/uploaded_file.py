"""Files that staff send, kept in the data folder until their run is over: nobody else can read them there."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from portee.catalogue.errors import UploadRefusedError
from portee.catalogue.models import ImportRun, RunState
from portee.kernel import private_files
from portee.kernel.private_files import forget_file, stored

__all__ = ["forget_file", "forget_left_files", "keep_file", "stored"]

FOLDER = "imports"
KEPT = timedelta(days=30)
"""How long a file waits for its run to be taken up again."""


def keep_file(*, chunks: Iterable[bytes], token: str) -> str:
    """Write a file whole, or not at all; its path in the data folder. `token` is a name that no other file has.

    Raises: UploadRefusedError when it is larger than a file may be, or the disk has no room.
    """
    most: int = settings.IMPORT_LIMITS.content_bytes
    try:
        return private_files.keep_file(chunks=chunks, folder=FOLDER, token=token, most_bytes=most)
    except private_files.FileNotKeptError as error:
        raise UploadRefusedError(error.message) from error


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
