"""A throw-away installation whose processes can be killed: data folder, database, programs, all on the loopback."""

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60.0


@dataclass
class Program:
    """A running `portee` command, with what it wrote."""

    process: subprocess.Popen[bytes]
    journal: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def children(self) -> list[int]:
        """The processes it started that still live."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]

    def kill(self) -> None:
        """As the system kills: no last word."""
        self.process.kill()
        self.process.wait(timeout=10)

    def stop(self, *, seconds: float = 30) -> int:
        """Ask it to stop; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=seconds)

    def said(self) -> str:
        return self.journal.read_text(errors="replace")


@dataclass
class Installation:
    """Where an installation lives and how its programs are started. `stop_all` leaves nothing behind."""

    folder: Path
    database_url: str
    port: int
    variables: dict[str, str] = field(default_factory=dict)
    programs: list[Program] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTEE_")}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "PYTHONUNBUFFERED": "1",
            "PORTEE_DATA_DIR": str(self.folder),
            "PORTEE_DATABASE_URL": self.database_url,
            **self.variables,
        }

    def start(self, *arguments: str) -> Program:
        """Start a `portee` command and go on."""
        journal = self.folder / f"{arguments[0]}-{len(self.programs)}.log"
        with journal.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "portee.cli", *arguments],
                cwd=ROOT,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        program = Program(process, journal)
        self.programs.append(program)
        return program

    def serve(self) -> Program:
        """Start the web server and wait until it answers."""
        program = self.start("serve", "--port", str(self.port))
        self.wait_until_ready(program)
        return program

    def wait_until_ready(self, program: Program) -> None:
        def answers() -> bool:
            assert program.process.poll() is None, program.said()
            return self.get("/sante/ready")[0] == 200

        wait_for(answers, seconds=START_SECONDS, program=program)

    def python(self, source: str) -> str:
        """Run a few lines inside the installation, Django being ready; what they print."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{source}"],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database holds, asked without starting Django."""
        if self.database_url.startswith("sqlite"):
            with closing(sqlite3.connect(self.database_url.removeprefix("sqlite:///"))) as found:
                return found.execute(query).fetchall()
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(query.encode()).fetchall()

    def python_in_background(self, source: str) -> subprocess.Popen[str]:
        """As `python`, without waiting for the end."""
        return subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup()\n{source}"],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def get(self, path: str, *, method: str = "GET", timeout: float = 30) -> tuple[int, str]:
        """One request on a connection of its own: status and text; (0, reason) when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        except (OSError, http.client.HTTPException) as error:
            return 0, repr(error)
        finally:
            connection.close()

    def post(self, path: str, *, timeout: float = 30) -> tuple[int, str]:
        return self.get(path, method="POST", timeout=timeout)

    def stop_all(self) -> None:
        """End every program still running: asked all at once, then forced one by one."""
        running = [program for program in self.programs if program.process.poll() is None]
        for program in running:
            program.process.terminate()
        for program in running:
            try:
                program.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                program.kill()


def wait_for(
    happened: Callable[[], object], *, seconds: float, program: Program | None = None
) -> float:
    """Wait until something is true; how long it took. Fails with the journal of `program` when it never is."""
    began_at = time.monotonic()
    while not happened():
        waited = time.monotonic() - began_at
        assert waited < seconds, program.said()[-3000:] if program else f"not within {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - began_at


def free_port() -> int:
    """Ask the system for a loopback port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
