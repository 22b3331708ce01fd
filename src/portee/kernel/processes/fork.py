"""Starting a process as a copy of this one, which has loaded the whole application already.

Only a process with one thread and no open connection may be copied (docs/adr/0028).
"""

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from typing import Final

from django.conf import settings
from django.db import connections
from django.utils.module_loading import import_string

_FORK: Final = multiprocessing.get_context("fork")
_ENDINGS: Final = (signal.SIGTERM, signal.SIGINT)
_PR_SET_NAME: Final = 15


def start_copy(work: Callable[[], None], *, name: str) -> ForkProcess:
    """Do some work in a copy of this process, in a session of its own, and go on.

    Ctrl-C reaches it only through the original. Signals that arrive during the copying wait until the copy has given
    up the handlers of its original.
    """
    leave_no_connection_open()
    # What waits in a buffer would be written by both.
    sys.stdout.flush()
    sys.stderr.flush()
    process = _FORK.Process(target=_run, args=(work, name), name=name)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return process


def leave_no_connection_open() -> None:
    """Close this process's database connections: two processes would talk over the same socket.

    The pool goes too: its threads stay behind in the original, and whoever asked its copy would wait in vain.
    """
    for connection in connections.all(initialized_only=True):
        connection.close()
        # Only PostgreSQL has a pool.
        close_pool: Callable[[], None] | None = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()


def _run(work: Callable[[], None], name: str) -> None:
    os.setsid()
    for number in _ENDINGS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)
    _be_called(f"portee-{name}")
    import_string(settings.PREPARE_PROGRAM_METRICS)(name)
    work()


def _be_called(name: str) -> None:
    """Show the program's name to `ps` and `top`, where the command line is the original's. Linux only.

    Source: prctl(2), PR_SET_NAME: 15 bytes are kept.
    """
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode())
