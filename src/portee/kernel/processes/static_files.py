"""Gathers the files that pages load into the data folder, when what they are made from has changed."""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".gathered"


def gather_static_files() -> bool:
    """Copy, name and compress the static files unless that was done for the same ones; whether it was done now.

    Two servers starting together take turns. The stamp is written last: a gathering cut short is begun again.
    """
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = fingerprint()
        stamp = root / STAMP
        if stamp.is_file() and stamp.read_text() == wanted:
            return False
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(wanted)
        return True


def fingerprint() -> str:
    """A digest of the names, sizes and dates of every static file of the installation, and of who stores them.

    A site being developed keeps files under their own names; a live one needs them under names that it derives.
    """
    digest = hashlib.sha256(f"{settings.STORAGES['staticfiles']['BACKEND']}\n".encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
