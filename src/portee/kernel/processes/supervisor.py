"""Keeps the programs of an installation running: start, wait until ready, restart after a crash, stop."""

import http.client
import time
from collections.abc import Callable, Iterable
from typing import Final

from django.utils.translation import gettext as _

from portee.kernel.errors import DomainError
from portee.kernel.pace import Pace
from portee.kernel.processes.child import Child
from portee.kernel.processes.program import Program
from portee.kernel.processes.stop import StopSignal

READY_PATH: Final = "/sante/ready"
LOOK: Final = 0.2
"""Seconds between two looks at the children."""


class StartFailed(DomainError):  # noqa: N818  it names what happened
    """A program died before the site was ready, or the site never became so."""

    code = "kernel.start_failed"


class Supervisor:
    """Runs programs side by side until asked to stop; `say` receives one sentence per thing that happens."""

    def __init__(
        self,
        programs: Iterable[Program],
        *,
        host: str = "",
        port: int = 0,
        pace: Pace,
        stop: StopSignal,
        say: Callable[[str], None],
    ) -> None:
        self._children = [
            Child(program, host=host, port=port, first_wait=pace.restart) for program in programs
        ]
        self._host = host
        self._port = port
        self._pace = pace
        self._stop = stop
        self._say = say

    def run(self, *, when_ready: Callable[[], None]) -> None:
        """Start everything, call `when_ready` once the site answers, keep it up until asked to stop.

        Raises StartFailed; no child is left behind.
        """
        try:
            self._start()
            if self._wait_until_ready():
                when_ready()
            self._keep_up()
        finally:
            self._stop_children()

    def run_in_background(self) -> None:
        """Start everything and keep it up until asked to stop; no site is waited for, no child is left behind."""
        try:
            self._start()
            self._keep_up()
        finally:
            self._stop_children()

    def _start(self) -> None:
        for child in self._children:
            child.start()

    def _keep_up(self) -> None:
        while not self._stop.wait(LOOK):
            for child in self._children:
                self._mend(child)

    def _wait_until_ready(self) -> bool:
        deadline = time.monotonic() + self._pace.ready
        while not self._stop.wait(LOOK):
            for child in self._children:
                if child.is_down:
                    raise StartFailed(
                        _("The program “%(name)s” stopped at start (%(how)s). Its reason is above.")
                        % {"name": child.program.name, "how": _describe(child.exit_code)}
                    )
            if is_ready(host=self._host, port=self._port):
                return True
            if time.monotonic() > deadline:
                raise StartFailed(
                    _("The site did not get ready within %(seconds)d seconds: see %(path)s.")
                    % {"seconds": self._pace.ready, "path": READY_PATH}
                )
        return False

    def _mend(self, child: Child) -> None:
        if child.is_due:
            child.start()
        elif child.is_down and child.exit_code is not None:
            how = _describe(child.exit_code)
            wait = child.note_crash()
            self._say(
                _("The program “%(name)s” stopped (%(how)s); it starts again in %(seconds)d s.")
                % {"name": child.program.name, "how": how, "seconds": round(wait)}
            )

    def _stop_children(self) -> None:
        deadline = time.monotonic() + self._pace.stop + 3
        for child in reversed(self._children):
            child.ask_to_stop()
        for child in self._children:
            child.wait(deadline - time.monotonic())


def is_ready(*, host: str, port: int) -> bool:
    """Whether the site says it can serve readers."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", READY_PATH)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _describe(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return _("killed by signal %(number)d") % {"number": -exit_code}
    return _("exit code %(number)d") % {"number": exit_code or 0}
