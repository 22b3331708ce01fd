"""The supervisor's parts, without starting the site."""

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portee.kernel.pace import Pace
from portee.kernel.processes.child import Child
from portee.kernel.processes.demonstration import (
    DemonstrationAccount,
    read_demonstration_accounts,
)
from portee.kernel.processes.ports import is_port_free
from portee.kernel.processes.program import Program, register_program, registered_programs
from portee.kernel.processes.stop import StopSignal
from portee.kernel.processes.supervisor import StartFailed, Supervisor

# The processes that run tests side by side have threads; the supervisor has none (tests/faults).
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")

PACE = Pace(ready=0.5, restart=0.1, stop=2)


@pytest.fixture
def signals() -> Iterator[None]:
    """Give the test run its own handlers back."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that sleep or fail instead of `portee` commands; copies of this process call them as it does."""

    def command(arguments: list[str]) -> None:
        sys.exit(4) if "fail" in arguments else time.sleep(60)

    monkeypatch.setattr("portee.kernel.processes.child.execute_from_command_line", command)


def supervisor_of(*names: str) -> tuple[Supervisor, StopSignal, list[str]]:
    stop, said = StopSignal(), list[str]()
    programs = [Program(name, (name,)) for name in names]
    made = Supervisor(programs, host="127.0.0.1", port=1, pace=PACE, stop=stop, say=said.append)
    return made, stop, said


@pytest.mark.usefixtures("signals")
def test_a_signal_ends_a_wait_at_once() -> None:
    stop = StopSignal()
    stop.install()
    began_at = time.monotonic()
    os.kill(os.getpid(), signal.SIGTERM)
    assert stop.wait(30)
    assert time.monotonic() - began_at < 5
    assert stop.requested


def test_a_wait_without_signal_lasts_its_time() -> None:
    stop = StopSignal()
    assert not stop.wait(0.01)
    assert stop.seconds_since() == 0


def test_a_port_somebody_listens_to_is_not_free() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert not is_port_free(host="127.0.0.1", port=port)
    assert is_port_free(host="127.0.0.1", port=port)


@pytest.mark.usefixtures("stand_in")
def test_a_program_that_dies_at_start_is_named() -> None:
    supervisor, _stop, _said = supervisor_of("sleep", "fail")
    with pytest.raises(StartFailed, match="fail"):
        supervisor.run(when_ready=lambda: None)


@pytest.mark.usefixtures("stand_in")
def test_a_site_that_is_never_ready_does_not_wait_for_ever() -> None:
    supervisor, _stop, _said = supervisor_of("sleep")
    with pytest.raises(StartFailed, match="/sante/ready"):
        supervisor.run(when_ready=lambda: None)


@pytest.mark.usefixtures("stand_in")
def test_a_stop_asked_for_before_the_site_is_ready_is_no_failure() -> None:
    supervisor, stop, said = supervisor_of("sleep")
    stop.request()
    supervisor.run(when_ready=lambda: pytest.fail("The site was never ready."))
    assert said == []


@pytest.mark.usefixtures("stand_in")
def test_a_program_that_crashes_again_and_again_waits_longer_each_time() -> None:
    child = Child(Program("fail", ("fail",)), host="", port=0, first_wait=2.0)
    waits = []
    for _crash in range(6):
        child.start()
        child.wait(10)
        assert child.exit_code == 4
        waits.append(child.note_crash())
    assert waits == [2, 4, 8, 16, 30, 30]
    assert not child.is_due


def test_another_context_may_have_a_program_kept_running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portee.kernel.processes.program._programs", list(registered_programs()))
    before = registered_programs()
    register_program(Program(name="elsewhere", arguments=("worker",), is_wanted=lambda: False))
    keeper = Program("keeper", ("keep",))
    register_program(keeper)
    register_program(keeper)
    assert registered_programs() == (*before, keeper)


def test_demonstration_accounts_are_read_from_the_data_folder(tmp_path: Path) -> None:
    assert read_demonstration_accounts(tmp_path) == ()
    account = {"email": "a@demo.example", "password": "une-phrase", "label": "Lectrice"}
    (tmp_path / "demo-accounts.json").write_text(json.dumps([account]), encoding="utf-8")
    assert read_demonstration_accounts(tmp_path) == (DemonstrationAccount(**account),)


@pytest.mark.parametrize("spoilt", ["", "{}", "[1]", '[{"email": "x"}]', "\xff"])
def test_a_spoilt_file_of_accounts_does_not_stop_the_start(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / "demo-accounts.json").write_text(spoilt, encoding="latin-1")
    assert read_demonstration_accounts(tmp_path) == ()
