"""Faults 1, 3 and 4 seen from the supervisor: a program dies, everything is asked to stop."""

import os
import signal
import socket
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.faults.installation import Installation, Program, wait_for

# What a supervisor does with its programs depends on no database: the second one waits for the night.
pytestmark = [pytest.mark.fault, pytest.mark.nightly(on="postgresql")]

PROGRAMS = {"portee-web", "portee-worker", "portee-indexer"}


def program_pids(parent: int) -> dict[str, int]:
    """The programs of a supervisor: name, process id."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    names = {}
    for pid in listed.split():
        # A program that has just been copied bears the supervisor's name; one that is being buried, none.
        with suppress(OSError):
            names[Path(f"/proc/{pid}/comm").read_text().strip()] = int(pid)
    return {name: pid for name, pid in names.items() if name in PROGRAMS}


def is_replaced(supervisor: Program, name: str, pid: int) -> bool:
    return program_pids(supervisor.pid).get(name, pid) != pid


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_supervisor_mends_what_dies_and_stops_everything_cleanly(
    installation: Installation,
) -> None:
    (installation.folder / "demo-accounts.json").write_text(
        '[{"email": "lectrice@demo.example", "password": "une-phrase", "label": "Lectrice"}]'
    )
    supervisor = installation.start("up", "--port", str(installation.port))
    wait_for(lambda: "lectrice@demo.example" in supervisor.said(), seconds=60, program=supervisor)
    assert f"http://127.0.0.1:{installation.port}/" in supervisor.said()
    before = program_pids(supervisor.pid)
    assert set(before) == PROGRAMS

    for name, pid in before.items():
        os.kill(pid, signal.SIGKILL)
        wait_for(partial(is_replaced, supervisor, name, pid), seconds=30, program=supervisor)
    wait_for(lambda: installation.get("/sante/ready")[0] == 200, seconds=60, program=supervisor)
    after = program_pids(supervisor.pid)
    answers: list[tuple[int, str]] = []
    request = threading.Thread(
        target=lambda: answers.append(installation.post("/essai/lentement/kept"))
    )
    request.start()
    time.sleep(0.8)
    assert supervisor.stop(seconds=30) == 0
    request.join(timeout=10)
    assert answers == [(200, "kept")]
    assert not any(is_alive(pid) for pid in after.values())


def test_what_is_copied_has_one_thread_and_has_never_opened_the_database(
    installation: Installation,
) -> None:
    """A copy of a thread does not run; a copied connection talks over the original's."""
    supervisor = installation.start("up", "--prepare", "--port", str(installation.port))
    address = f"http://127.0.0.1:{installation.port}/"
    # Until it presents the site, it asks the site whether it is ready, by a socket of its own.
    wait_for(lambda: address in supervisor.said(), seconds=60, program=supervisor)
    said = Path(f"/proc/{supervisor.pid}/status").read_text()
    assert "Threads:\t1\n" in said
    opened = [str(each.readlink()) for each in Path(f"/proc/{supervisor.pid}/fd").iterdir()]
    assert not [each for each in opened if "sqlite" in each or "socket" in each], opened


def test_each_program_keeps_its_figures_apart(installation: Installation) -> None:
    installation.variables["PORTEE_METRICS_TOKEN"] = "a-token-long-enough-for-anybody"
    supervisor = installation.start("up", "--port", str(installation.port))
    # Ready for the supervisor too: until then a program that dies stops everything.
    address = f"http://127.0.0.1:{installation.port}/"
    wait_for(lambda: address in supervisor.said(), seconds=60, program=supervisor)
    metrics = installation.folder / "metrics"
    # One process answers, or the other; both count in the same folder, and nobody else.
    assert list(metrics.glob("web/*.db"))
    kept = {path.parent.name for path in metrics.glob("*/*.db")}
    assert kept <= {"web", "worker", "indexer"}
    web = program_pids(supervisor.pid)["portee-web"]
    os.kill(web, signal.SIGKILL)
    wait_for(partial(is_replaced, supervisor, "portee-web", web), seconds=30, program=supervisor)
    installation.wait_until_ready(supervisor)
    workers = Path(f"/proc/{program_pids(supervisor.pid)['portee-web']}/task").glob("*/children")
    alive = {pid for listed in workers for pid in listed.read_text().split()}
    counted = {path.stem.rpartition("_")[2] for path in metrics.glob("web/counter_*.db")}
    assert counted & alive
    assert counted <= alive | {str(program_pids(supervisor.pid)["portee-web"])}


def test_an_installation_that_cannot_be_prepared_is_not_served(
    empty_installation: Installation,
) -> None:
    (empty_installation.folder / "files").write_text("in the way of the folder of files")
    supervisor = empty_installation.start("up", "--prepare", "--port", str(empty_installation.port))
    assert supervisor.process.wait(timeout=60) == 1
    assert empty_installation.get("/sante/live")[0] == 0
    assert "pas pu être préparée" in supervisor.said()


def test_a_supervisor_that_is_killed_leaves_no_program_behind(installation: Installation) -> None:
    supervisor = installation.start("up", "--port", str(installation.port))
    address = f"http://127.0.0.1:{installation.port}/"
    wait_for(lambda: address in supervisor.said(), seconds=60, program=supervisor)
    pids = program_pids(supervisor.pid)
    supervisor.kill()
    wait_for(lambda: not any(is_alive(pid) for pid in pids.values()), seconds=30)


def test_a_port_already_taken_is_said_in_one_sentence(installation: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", installation.port))
        other.listen()
        supervisor = installation.start("up", "--port", str(installation.port))
        assert supervisor.process.wait(timeout=60) == 1
    assert str(installation.port) in supervisor.said()
    assert "Traceback" not in supervisor.said()


def test_a_program_that_dies_at_start_stops_everything_and_is_named(
    installation: Installation,
) -> None:
    installation.variables["PORTEE_WEB_WORKERS"] = "0"
    server = installation.start("up", "--port", str(installation.port))
    assert server.process.wait(timeout=60) == 1
    assert "Traceback" not in server.said()
    assert "PORTEE_WEB_WORKERS" in server.said()
