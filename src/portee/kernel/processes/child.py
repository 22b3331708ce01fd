"""One child process of the supervisor, with its history of crashes."""

import os
import time
from functools import partial
from typing import TYPE_CHECKING, Final

from django.core.management import execute_from_command_line

from portee.kernel.processes.fork import start_copy
from portee.kernel.processes.program import Program

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

LONGEST_WAIT: Final = 30.0
"""Seconds: the longest wait before a crashed program is started again."""

CALM: Final = 60.0
"""Seconds of uninterrupted run after which earlier crashes are forgotten."""


class Child:
    """A program, its process when it runs, and when to start it again when it does not."""

    def __init__(self, program: Program, *, host: str, port: int, first_wait: float) -> None:
        self.program = program
        self._arguments = [part.format(host=host, port=port) for part in program.arguments]
        self._first_wait = first_wait
        self._process: BaseProcess | None = None
        self._started_at = 0.0
        self._crashes = 0
        self._start_again_at = 0.0

    def start(self) -> None:
        """Start the process."""
        command = ["portee", *self._arguments, "--supervisor", str(os.getpid())]
        self._process = start_copy(
            partial(execute_from_command_line, command), name=self.program.name
        )
        self._started_at = time.monotonic()

    @property
    def exit_code(self) -> int | None:
        """The code of the process that ended (negative: the signal that killed it); None while it runs."""
        return self._process.exitcode if self._process is not None else None

    @property
    def is_down(self) -> bool:
        """Whether no process runs."""
        return self._process is None or self.exit_code is not None

    def note_crash(self) -> float:
        """Plan the next start after a crash; the seconds to wait, doubled at each crash in a row."""
        if time.monotonic() - self._started_at > CALM:
            self._crashes = 0
        wait = min(self._first_wait * 2.0**self._crashes, LONGEST_WAIT)
        self._crashes += 1
        self._process = None
        self._start_again_at = time.monotonic() + wait
        return wait

    @property
    def is_due(self) -> bool:
        """Whether a crashed program has waited long enough to be started again."""
        return self._process is None and time.monotonic() >= self._start_again_at

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        if self._process is not None and not self.is_down:
            self._process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait for the end, then kill whatever is left."""
        if self._process is None:
            return
        self._process.join(timeout=max(seconds, 0.0))
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
