"""A PostgreSQL server of a test's own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.faults.installation import free_port


def find_binaries() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest version first."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return installed[-1].parent if installed else None


@dataclass(frozen=True)
class Cluster:
    """One server on a loopback port, in a folder of its own."""

    binaries: Path
    folder: Path
    port: int

    @classmethod
    def create(cls, binaries: Path) -> "Cluster":
        """Make a server and start it. PostgreSQL refuses to run as root, who lends it to another user."""
        folder = Path(tempfile.mkdtemp(prefix="portee-cluster-"))
        cluster = cls(binaries, folder, free_port())
        if os.getuid() == 0:
            shutil.chown(folder, _owner())
        cluster._run("initdb", "--username=portee", "--auth=trust", "--encoding=UTF8", "--no-sync")
        cluster._control("start")
        cluster._run("createdb", "--host=127.0.0.1", f"--port={cluster.port}", "portee")
        return cluster

    @property
    def url(self) -> str:
        return f"postgresql://portee@127.0.0.1:{self.port}/portee"

    def restart_at_once(self) -> None:
        """Restart as after a crash: no connection is closed cleanly, the log is replayed."""
        self._control("restart", "--mode=immediate")

    def remove(self) -> None:
        self._control("stop", "--mode=immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _control(self, verb: str, *options: str) -> None:
        settings = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        log = self.folder / "log"
        self._run("pg_ctl", "--wait", f"--log={log}", f"--options={settings}", *options, verb)

    def _run(self, program: str, *arguments: str) -> None:
        lent = ["runuser", "-u", _owner(), "--"] if os.getuid() == 0 else []
        subprocess.run(
            [*lent, str(self.binaries / program), *arguments],
            cwd=self.folder,
            env={
                "PATH": os.environ["PATH"],
                "PGDATA": str(self.folder / "data"),
                "PGUSER": "portee",
            },
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=60,
        )


def _owner() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
