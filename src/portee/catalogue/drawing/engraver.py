"""The child that engraves, as the server sees it: asked one code at a time, killed when it takes too long."""

import atexit
import json
import subprocess
import sys
import threading
from importlib.util import find_spec
from typing import Final

SECONDS: Final = 3.0
"""For one code, the start of the child included (0.2 s; an incipit takes 0.02 s)."""
PATIENCE_SECONDS: Final = 1.0
"""For another request's drawing to end: the page is shown without a drawing rather than late."""
LONGEST_ANSWER: Final = 2_000_000


class Engraver:
    """One child, started when first asked, shared by the threads of a process."""

    def __init__(self, module: str = "portee.catalogue.drawing.engraver_process") -> None:
        self._module = module
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def draw(self, code: str, *, seconds: float = SECONDS) -> str | None:
        """The drawing of a code as the engraver made it, empty when it found no music in it.

        None when it died or was killed. Raises BusyError when others keep it busy.
        """
        if not self._lock.acquire(timeout=PATIENCE_SECONDS):
            raise BusyError
        try:
            return self._ask(code, seconds=seconds)
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _ask(self, code: str, *, seconds: float) -> str | None:
        process = self._process
        if process is None or process.poll() is not None:
            process = self._process = self._start()
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  both are pipes
        deadline = threading.Timer(seconds, process.kill)
        deadline.start()
        try:
            process.stdin.write(json.dumps(code) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline(LONGEST_ANSWER)
        except (BrokenPipeError, ValueError):
            answer = ""
        finally:
            deadline.cancel()
        if not answer.endswith("\n"):
            self._end()
            return None
        return str(json.loads(answer))

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with process:
            process.wait()

    def _start(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(  # noqa: S603  our own module, by our own interpreter
            [sys.executable, "-m", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,
        )


class BusyError(Exception):
    """Others keep the engraver busy."""


def can_engrave() -> bool:
    """Whether the engraver is installed: it has no wheel on some machines (docs/adr/0029)."""
    return find_spec("verovio") is not None


ENGRAVER: Final = Engraver()
"""The child of this process, which ends with it."""

atexit.register(ENGRAVER.close)
