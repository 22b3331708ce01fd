"""The end of lists of readers: thirty days after they were sent they go, with their lines and their files."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from portee.kernel.private_files import forget_file, forget_left_files, left_files
from portee.people.models import ReaderList
from portee.people.services.reader_list import FOLDER

KEPT: Final = timedelta(days=30)
"""How long a list, with the names it holds, is kept once sent: what it changed stays, and the trail says so."""


def forget_lists(*, at: datetime) -> int:
    """Delete the lists that are due, and the files that have no list; how many."""
    known = _known_paths()
    found = list(_lists_due(at).values_list("pk", "stored_path"))
    ReaderList.objects.filter(pk__in=[pk for pk, _path in found]).delete()
    for _pk, path in found:
        forget_file(path)
    return len(found) + forget_left_files(folder=FOLDER, known=known, at=at)


def count_old_lists(at: datetime) -> int:
    """How many of both would be deleted at that moment."""
    return _lists_due(at).count() + len(left_files(folder=FOLDER, known=_known_paths(), at=at))


def _lists_due(at: datetime) -> QuerySet[ReaderList]:
    return ReaderList.objects.filter(sent_at__lte=at - KEPT)


def _known_paths() -> set[str]:
    return set(ReaderList.objects.exclude(stored_path="").values_list("stored_path", flat=True))
