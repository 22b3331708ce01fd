"""One client speaks to other machines (docs/adr/0007): the standard library's own clients stay shut.

The contracts of `.importlinter` watch over packages; they cannot tell `urllib.request` from `urllib.parse`,
so these modules are looked for in the source.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture import source

CLIENTS = frozenset({"urllib.request", "http.client", "ftplib", "telnetlib", "xmlrpc.client"})
# The outbound room is the client. The room of processes asks its own children, by loopback, whether they are ready.
ROOMS = (
    source.CONTEXTS_FOLDER / "kernel" / "outbound",
    source.CONTEXTS_FOLDER / "kernel" / "processes",
)


def imported_names(path: Path) -> list[str]:
    """Give every module a file imports, with what it takes from it, in full."""
    names = []
    for node in ast.walk(source.tree_of(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def own_clients(paths: Iterable[Path]) -> list[str]:
    """Give each file that opens a client of its own."""
    return [
        f"{source.shown(path)}: {name}"
        for path in paths
        if not any(path.is_relative_to(room) for room in ROOMS)
        for name in imported_names(path)
        if name in CLIENTS
    ]


def test_no_module_opens_a_client_of_its_own() -> None:
    assert own_clients(source.files(".py", under="src")) == []


@pytest.mark.parametrize(
    ("line", "client"),
    [
        ("import urllib.request", "urllib.request"),
        ("from urllib import request", "urllib.request"),
        ("from http.client import HTTPConnection", "http.client"),
    ],
)
def test_a_client_is_seen(tmp_path: Path, line: str, client: str) -> None:
    path = tmp_path / "module.py"
    path.write_text(f"{line}\n")
    assert own_clients([path]) == [f"module.py: {client}"]


def test_parsing_an_address_is_no_client(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("from urllib.parse import urlsplit\nfrom http import HTTPStatus\n")
    assert own_clients([path]) == []
