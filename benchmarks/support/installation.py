"""A demonstration network in a throw-away folder, served on loopback as `make run` would."""

import json
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

PREPARE_SECONDS = 300
START_SECONDS = 120


class Installation:
    """An installation that answers on `port`; everything in `folder` disappears with it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port

    def command(self, *arguments: str) -> list[str]:
        """A command line of this installation: only its own variables are set, the rest is inherited."""
        return [
            "env",
            *("-u", "DJANGO_SETTINGS_MODULE", "-u", "PORTEE_DATABASE_URL", "-u", "PORTEE_DEBUG"),
            f"PORTEE_DATA_DIR={self.folder}",
            f"PORTEE_BASE_URL=http://127.0.0.1:{self.port}",
            *(sys.executable, "-m", *arguments),
        ]

    def run(self, *arguments: str, seconds: float = PREPARE_SECONDS) -> str:
        """Run a command to its end and give what it printed; it may take so many seconds."""
        done = subprocess.run(
            self.command(*arguments),
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
        return done.stdout

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Ask for one page: its status and text."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")

    def sign_in(self) -> str:
        """Sign in as the first demonstration account; the value of the Cookie header to send from then on."""
        accounts: list[dict[str, Any]] = json.loads(
            (self.folder / "demo-accounts.json").read_text(encoding="utf-8")
        )
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        body = urlencode({"login": accounts[0]["email"], "password": accounts[0]["password"]})
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        connection.request("POST", "/connexion/", body, headers)
        answer = connection.getresponse()
        cookies = [value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie") or []]
        if not any("session" in cookie for cookie in cookies):
            raise SystemExit(f"The benchmark could not sign in: status {answer.status}.")
        return "; ".join(cookies)


@contextmanager
def served_demonstration() -> Iterator[Installation]:
    """Prepare a demonstration network, serve it while the block runs, then leave nothing behind."""
    with throw_away_installation() as installation:
        installation.run("portee.cli", "demo")
        with served(installation):
            yield installation


@contextmanager
def throw_away_installation() -> Iterator[Installation]:
    """Create an empty installation, and leave nothing of it behind."""
    folder = Path(tempfile.mkdtemp(prefix="portee-bench-"))
    try:
        installation = Installation(folder, _free_port())
        installation.run("portee.cli", "migrate")
        yield installation
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def kept_installation(folder: Path) -> Installation:
    """The installation of a folder, made there the first time and left there."""
    installation = Installation(folder, _free_port())
    installation.run("portee.cli", "migrate")
    return installation


@contextmanager
def served(installation: Installation) -> Iterator[None]:
    """Serve an installation while the block runs."""
    with (installation.folder / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            installation.command("portee.cli", "serve", "--port", str(installation.port)),
            stdout=log,
            stderr=log,
        )
        try:
            _wait_until_served(installation, server)
            yield
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=60)


def _wait_until_served(installation: Installation, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if installation.get("/sante/ready")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    log = (installation.folder / "serve.log").read_text(errors="replace")
    raise SystemExit(f"The server did not start:\n{log[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
