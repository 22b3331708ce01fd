"""`portee worker` without `portee up`: it brings the indexer along, and both leave together."""

import os
import signal
from pathlib import Path

import pytest

from tests.faults.installation import Installation, Program, wait_for

pytestmark = pytest.mark.fault


def descendants(pid: int) -> dict[int, str]:
    """The processes below this one and the names they go by."""
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        found = {int(one): Path(f"/proc/{one}/comm").read_text().strip() for one in listed}
    except OSError:
        return {}
    return found | {one: name for child in found for one, name in descendants(child).items()}


def indexers(program: Program) -> list[int]:
    return [pid for pid, name in descendants(program.pid).items() if name == "portee-indexer"]


def is_followed(installation: Installation) -> bool:
    return bool(list((installation.folder / "index").glob("tantivy-*/live")))


def are_gone(pids: list[int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_a_worker_alone_keeps_the_index_and_both_stop_cleanly(installation: Installation) -> None:
    worker = installation.start("worker")
    wait_for(lambda: is_followed(installation), seconds=60, program=worker)
    started = list(descendants(worker.pid))
    assert len(indexers(worker)) == 1
    assert worker.stop() == 0, worker.said()
    assert are_gone(started)


def test_an_indexer_that_dies_beside_a_worker_is_started_again(installation: Installation) -> None:
    worker = installation.start("worker")
    wait_for(lambda: bool(indexers(worker)), seconds=60, program=worker)
    (first,) = indexers(worker)
    os.kill(first, signal.SIGKILL)
    wait_for(
        lambda: bool(indexers(worker)) and first not in indexers(worker),
        seconds=30,
        program=worker,
    )
    assert worker.stop() == 0, worker.said()


def test_a_worker_that_is_killed_leaves_no_indexer_behind(installation: Installation) -> None:
    worker = installation.start("worker")
    wait_for(lambda: bool(indexers(worker)), seconds=60, program=worker)
    started = list(descendants(worker.pid))
    worker.kill()
    wait_for(lambda: are_gone(started), seconds=30)
