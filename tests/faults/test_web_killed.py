"""Faults 1 and 4: the web server and the worker killed, and asked to stop, in the middle of their work."""

import os
import random
import signal
import threading
import time

import pytest

from tests.faults.installation import Installation, wait_for
from tests.faults.writers import Writers, stored

pytestmark = pytest.mark.fault

KILLS = 20


def absence(writers: Writers, *, since: float) -> float:
    """How long no write was acknowledged after this moment."""
    return wait_for(lambda: writers.answered_since(since), seconds=30)


def test_no_acknowledged_write_is_lost_when_web_workers_are_killed(
    installation: Installation,
) -> None:
    server = installation.serve()
    chosen = random.Random(11)  # noqa: S311  the same moments at each run
    absences = []
    with Writers(installation) as writers:
        wait_for(lambda: writers.acknowledged, seconds=10, program=server)
        for _kill in range(KILLS):
            time.sleep(chosen.uniform(0.1, 0.3))
            victim = chosen.choice(server.children)
            killed_at = time.monotonic()
            os.kill(victim, signal.SIGKILL)
            absences.append(absence(writers, since=killed_at))
    first, second = stored(installation, "first half"), stored(installation, "second half")
    assert set(writers.acknowledged) <= first
    assert first == second
    assert max(absences) < 3
    assert len(writers.acknowledged) > KILLS


def test_the_whole_server_killed_starts_again_on_the_same_port(installation: Installation) -> None:
    server = installation.serve()
    assert installation.post("/essai/ecrire/before")[0] == 200
    server.kill()
    # Its workers notice within a second that nobody watches over them, and leave.
    wait_for(lambda: installation.get("/essai/lire")[0] == 0, seconds=5)
    again = installation.serve()
    assert installation.get("/essai/lire") == (200, "1")
    assert again.stop() == 0


def test_a_request_in_hand_is_answered_before_the_server_leaves(
    installation: Installation,
) -> None:
    server = installation.serve()
    answers: list[tuple[int, str]] = []
    request = threading.Thread(
        target=lambda: answers.append(installation.post("/essai/lentement/kept"))
    )
    request.start()
    time.sleep(0.8)
    began_at = time.monotonic()
    assert server.stop() == 0
    request.join(timeout=10)
    assert answers == [(200, "kept")]
    assert time.monotonic() - began_at < 30
    assert installation.get("/essai/lire")[0] == 0
