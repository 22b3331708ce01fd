"""An Apache of our own in a folder of the test, whose private page says all that its module was told."""

import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from socket import create_connection

MODULES = Path("/usr/lib/apache2/modules")
PROGRAMS = ("apache2", "/usr/sbin/apache2")

PAGE = """#!{python}
import json, os
told = {{name: value for name, value in os.environ.items() if name == "REMOTE_USER" or {told}}}
print("Content-Type: application/json\\n")
print(json.dumps(told))
"""

SERVER = """
ServerRoot "{folder}"
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile "{folder}/apache.pid"
ErrorLog "{folder}/error.log"
LogLevel info
{user}
LoadModule mpm_prefork_module {modules}/mod_mpm_prefork.so
LoadModule authn_core_module {modules}/mod_authn_core.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule authz_user_module {modules}/mod_authz_user.so
LoadModule cgi_module {modules}/mod_cgi.so
LoadModule alias_module {modules}/mod_alias.so
LoadModule {name}_module {modules}/mod_{name}.so
StartServers 1
ScriptAlias /prive "{folder}/page.py"
<Directory "{folder}">
  Require all granted
</Directory>
{settings}
"""


def program() -> str | None:
    """Where Apache is."""
    return next((found for one in PROGRAMS if (found := shutil.which(one))), None)


def has(module: str) -> bool:
    """Whether it is there, with this module."""
    return program() is not None and (MODULES / f"mod_{module}.so").exists()


class Apache:
    """A server that asks by one module who comes."""

    def __init__(self, folder: Path, port: int, *, module: str, told: str, settings: str) -> None:
        self.folder = folder
        self.port = port
        folder.chmod(0o755)
        page = folder / "page.py"
        page.write_text(PAGE.format(python="/usr/bin/env python3", told=told))
        page.chmod(0o755)
        (folder / "cache").mkdir()
        (folder / "cache").chmod(0o777)
        is_root = os.getuid() == 0
        (folder / "apache.conf").write_text(
            SERVER.format(
                folder=folder,
                port=port,
                modules=MODULES,
                name=module,
                settings=settings,
                user="User nobody\nGroup nogroup" if is_root else "",
            )
        )
        for above in folder.parents:
            # Whoever is not root passes through the folders of the test.
            if above.stat().st_uid == os.getuid() and str(above).startswith("/tmp/"):  # noqa: S108
                above.chmod(above.stat().st_mode | 0o011)

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, and wait until it answers."""
        found = program()
        assert found is not None
        process = subprocess.Popen(
            [found, "-f", str(self.folder / "apache.conf"), "-D", "FOREGROUND"],
            stdout=sys.stderr,
            stderr=sys.stderr,
            # Apache ends its whole group of processes when it is told to stop: not ours with it.
            start_new_session=True,
        )
        for _try in range(200):
            assert process.poll() is None, self.said()
            with suppress(OSError), create_connection(("127.0.0.1", self.port), timeout=1):
                return process
            time.sleep(0.1)
        raise AssertionError(self.said())

    def said(self) -> str:
        """What it wrote."""
        log = self.folder / "error.log"
        return log.read_text(errors="replace") if log.exists() else "nothing"
