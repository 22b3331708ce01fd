"""Files of records to import, and the command that imports them."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command


@dataclass(frozen=True)
class Notice:
    """A small UNIMARC record, as a library would export it."""

    identifier: str = ""
    title: str = "Carmen"
    remainder: str = ""
    part: str = ""
    isbn: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()
    year: str = "2019"
    leader: str = "     nam0 22     3  450 "
    items: tuple[tuple[str, str], ...] = ()
    note: str = ""

    def but(self, **changes: Any) -> "Notice":
        return replace(self, **changes)


def written(notice: Notice) -> bytes:
    """The record in ISO 2709, in UTF-8, and saying so."""
    fields: list[tuple[str, bytes]] = []
    if notice.identifier:
        fields.append(("001", notice.identifier.encode()))
    fields += [("010", _subfields(a=isbn)) for isbn in notice.isbn]
    fields += [("011", _subfields(a=issn)) for issn in notice.issn]
    coded = f"20200101d{notice.year or '    '}    m  y0frey50      ba"
    fields.append(("100", _subfields(a=coded)))
    fields.append(("200", _subfields(a=notice.title, e=notice.remainder, h=notice.part)))
    fields += [("210", _subfields(d=notice.year))] if notice.year else []
    fields += [("300", _subfields(a=notice.note))] if notice.note else []
    fields += [
        ("995", _subfields(b=library, f=barcode, k="R CAR")) for library, barcode in notice.items
    ]
    return iso2709(fields, leader=notice.leader)


def iso2709(fields: list[tuple[str, bytes]], *, leader: str) -> bytes:
    """Fields as ISO 2709 lays them out; `leader` gives its characters 5 to 11 and 17 to 23."""
    directory, body = b"", b""
    for tag, content in fields:
        field = content + b"\x1e"
        directory += f"{tag}{len(field):04d}{len(body):05d}".encode()
        body += field
    base = 24 + len(directory) + 1
    length = base + len(body) + 1
    head = f"{length:05d}{leader[5:12]}{base:05d}{leader[17:24]}".encode()
    return head + directory + b"\x1e" + body + b"\x1d"


def _subfields(**said: str) -> bytes:
    return b"  " + b"".join(
        b"\x1f" + code.encode() + text.encode() for code, text in said.items() if text
    )


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[..., Path]:
    """Writes records, or bytes that are none, one after the other in a file."""

    def write(*notices: Notice | bytes, name: str = "export.mrc") -> Path:
        path = tmp_path / name
        path.write_bytes(b"".join(n if isinstance(n, bytes) else written(n) for n in notices))
        return path

    return write


def run_import(path: Path, *arguments: str, source: str = "koha") -> dict[str, Any]:
    """What `portee import` says of itself."""
    output = StringIO()
    call_command("import", str(path), "--source", source, "--json", *arguments, stdout=output)
    said: dict[str, Any] = json.loads(output.getvalue().splitlines()[-1])
    return said


def counts(said: dict[str, Any]) -> dict[str, int]:
    """The counters that are not zero."""
    return {name: count for name, count in said.items() if count and name not in {"run", "seconds"}}


FileOf = Callable[..., Path]
Notices = Iterable[Notice]
