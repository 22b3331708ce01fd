"""Leaves alone, for a minute, a server that failed five times in a row, and bounds how many wait for one server."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from portee.kernel.outbound.errors import TargetUnavailable

FAILURES_TO_OPEN = 5
SECONDS_OPEN = 60.0
MAX_TARGETS = 1000
CALLS_AT_ONCE = 6
"""Fewer than the threads of a web process: a slow server cannot hold them all."""


@dataclass(slots=True)
class _Circuit:
    failures: int = 0
    opened_at: float | None = None
    is_on_trial: bool = False
    calls: int = 0


class Circuits:
    """The state of each server called lately. `monotonic` gives seconds on a clock that never jumps."""

    def __init__(
        self, *, monotonic: Callable[[], float], calls_at_once: int = CALLS_AT_ONCE
    ) -> None:
        self._monotonic = monotonic
        self._calls_at_once = calls_at_once
        self._lock = threading.Lock()
        self._circuits: OrderedDict[Hashable, _Circuit] = OrderedDict()

    def enter(self, target: Hashable) -> None:
        """Begin a call. After a minute one call at a time tries again, and the others are still refused.

        Raises TargetUnavailable when the circuit is open, or too many calls wait for this server.
        """
        with self._lock:
            circuit = self._circuit(target)
            if circuit.calls >= self._calls_at_once:
                raise TargetUnavailable("busy")
            if circuit.opened_at is not None:
                waited = self._monotonic() - circuit.opened_at
                if waited < SECONDS_OPEN or circuit.is_on_trial:
                    raise TargetUnavailable("circuit_open")
                circuit.is_on_trial = True
            circuit.calls += 1

    def leave(self, target: Hashable, *, has_failed: bool) -> None:
        """End a call."""
        with self._lock:
            circuit = self._circuit(target)
            circuit.calls = max(0, circuit.calls - 1)
            circuit.is_on_trial = False
            if not has_failed:
                circuit.failures, circuit.opened_at = 0, None
                return
            circuit.failures += 1
            if circuit.failures >= FAILURES_TO_OPEN:
                circuit.opened_at = self._monotonic()

    def _circuit(self, target: Hashable) -> _Circuit:
        circuit = self._circuits.setdefault(target, _Circuit())
        self._circuits.move_to_end(target)
        if len(self._circuits) > MAX_TARGETS:
            self._circuits.popitem(last=False)
        return circuit
