"""One rebuild at a time for each page, across the threads and the processes of a server."""

import contextlib
import fcntl
import threading
import time
from collections.abc import Iterator
from pathlib import Path

LONGEST_WAIT = 5.0
"""Seconds: then the request draws the page by itself rather than keep its reader waiting."""

LOOK = 0.02
"""Seconds between two tries for the lock of another process, which nothing can announce to us."""


class SingleRebuild:
    """A lock for each page. Threads wait for each other in memory; only one per process looks at the file."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[str, tuple[threading.Lock, int]] = {}

    @contextlib.contextmanager
    def turn(self, key: str, path: Path, *, wait: float = LONGEST_WAIT) -> Iterator[bool]:
        """Hold the page's lock; gives False when the wait was too long and the lock is not held."""
        deadline = time.monotonic() + wait
        lock = self._borrow(key)
        try:
            if not lock.acquire(timeout=wait):
                yield False
                return
            try:
                with _file_lock(path, deadline=deadline) as held:
                    yield held
            finally:
                lock.release()
        finally:
            self._give_back(key)

    def _borrow(self, key: str) -> threading.Lock:
        with self._guard:
            lock, users = self._locks.get(key, (threading.Lock(), 0))
            self._locks[key] = (lock, users + 1)
            return lock

    def _give_back(self, key: str) -> None:
        with self._guard:
            lock, users = self._locks[key]
            if users == 1:
                del self._locks[key]
            else:
                self._locks[key] = (lock, users - 1)


@contextlib.contextmanager
def _file_lock(path: Path, *, deadline: float) -> Iterator[bool]:
    """Hold the lock of a file against other processes; the system releases it if this one dies.

    A folder that takes no lock file gives True: this process alone is then kept to one rebuild.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError:
        yield True
        return
    with file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    yield False
                    return
                time.sleep(LOOK)
            else:
                yield True
                return
