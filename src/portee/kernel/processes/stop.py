"""Waiting that a signal can end, for programs that must finish what they hold before they leave."""

import ctypes
import os
import select
import signal
import sys
import time
from types import FrameType
from typing import Final

_PR_SET_PDEATHSIG: Final = 1


class StopSignal:
    """Remembers that SIGTERM or SIGINT came, and wakes up whoever waits.

    A pipe rather than `threading.Event`: a handler that takes the lock of an event its own thread is
    waiting on may never return.
    """

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self._since: float | None = None

    def install(self) -> None:
        """Listen to SIGTERM and SIGINT from now on; call it from the main thread."""
        signal.signal(signal.SIGTERM, self._receive)
        signal.signal(signal.SIGINT, self._receive)

    def _receive(self, _number: int, _frame: FrameType | None) -> None:
        self.request()

    def request(self) -> None:
        """Ask to stop; asking twice changes nothing."""
        if self._since is None:
            self._since = time.monotonic()
            os.write(self._writer, b"!")

    @property
    def requested(self) -> bool:
        """Whether somebody asked to stop."""
        return self._since is not None

    def seconds_since(self) -> float:
        """Seconds since the request; zero before."""
        return 0.0 if self._since is None else time.monotonic() - self._since

    def wait(self, seconds: float) -> bool:
        """Sleep until the request or the end of the delay; whether it was the request."""
        if not self.requested:
            select.select([self._reader], [], [], max(seconds, 0.0))
        return self.requested


def die_with_supervisor(pid: int | None) -> None:
    """Receive SIGTERM when the supervisor of this process id disappears, even by kill -9; None means no supervisor.

    Linux only; elsewhere nothing. Source: prctl(2), PR_SET_PDEATHSIG.
    """
    if pid is None or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != pid:
        # It died before we asked to be told.
        os.kill(os.getpid(), signal.SIGTERM)
