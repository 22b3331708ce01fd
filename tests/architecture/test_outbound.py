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
CONNECTIONS = frozenset({"socket.create_connection", "socket.socket", "asyncio.open_connection"})
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


def opened_connections(path: Path) -> list[str]:
    """Give every connection that a file opens by hand, whichever way it names it."""
    named = [
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(source.tree_of(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    ]
    return [name for name in (*named, *imported_names(path)) if name in CONNECTIONS]


def own_clients(paths: Iterable[Path]) -> list[str]:
    """Give each file that opens a client of its own."""
    return [
        f"{source.shown(path)}: {name}"
        for path in paths
        if not any(path.is_relative_to(room) for room in ROOMS)
        for name in (
            *(name for name in imported_names(path) if name in CLIENTS),
            *opened_connections(path),
        )
    ]


def test_no_module_opens_a_client_of_its_own() -> None:
    assert own_clients(source.files(".py", under="src")) == []


@pytest.mark.parametrize(
    ("line", "client"),
    [
        ("import urllib.request", "urllib.request"),
        ("from urllib import request", "urllib.request"),
        ("from http.client import HTTPConnection", "http.client"),
        ("import socket; socket.create_connection(())", "socket.create_connection"),
        ("from socket import create_connection", "socket.create_connection"),
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
