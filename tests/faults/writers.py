"""Clients that write without pause and remember what was acknowledged."""

import threading
import time
from dataclasses import dataclass, field
from uuid import uuid4

from tests.faults.installation import Installation


@dataclass
class Writers:
    """Threads that write one key after another. A failed write is tried again with another key, as a person would."""

    installation: Installation
    count: int = 4
    acknowledged: list[str] = field(default_factory=list)
    answers: list[tuple[float, int]] = field(default_factory=list)
    """(moment the write was sent, on the monotonic clock; status): a write belongs to the moment it began."""

    def __post_init__(self) -> None:
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._write) for _ in range(self.count)]

    def __enter__(self) -> "Writers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=60)

    def _write(self) -> None:
        while not self._stop.is_set():
            key = uuid4().hex
            sent_at = time.monotonic()
            status, text = self.installation.post(f"/essai/ecrire/{key}")
            self.answers.append((sent_at, status))
            if status == 200 and text == key:
                self.acknowledged.append(key)
            else:
                # A refused connection returns at once: without a pause the loop would only heat the machine.
                time.sleep(0.02)

    def answered_since(self, moment: float) -> bool:
        """Whether a write sent after this moment of the monotonic clock was acknowledged."""
        return any(at > moment and status == 200 for at, status in self.answers[-50:])


def stored(installation: Installation, half: str) -> set[str]:
    """The keys of which this half is in the database."""
    found = installation.rows(f"SELECT slot FROM kernel_scheduledslot WHERE name = '{half}'")  # noqa: S608
    return {slot for (slot,) in found}
