"""A description as a person writes it down: one short line for each thing said, so that expectations are hand-written.

« series: Corpus of early keyboard music | number=23 »: what it is, its main words, then each other word it says.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from portee.protocols.description import (
    Contribution,
    Description,
    Identifier,
    Item,
    Location,
    Note,
    Performer,
    Publication,
    Relation,
    Stated,
    Subject,
    Term,
    Title,
    Years,
)

LEADS: dict[type[Stated], tuple[str, str]] = {
    Identifier: ("scheme", "value"),
    Title: ("kind", "text"),
    Subject: ("kind", "heading"),
    Publication: ("kind", "place"),
    Note: ("kind", "text"),
    Relation: ("kind", "title"),
    Location: ("kind", "url"),
    Item: ("establishment", "call_number"),
}

SILENT = ("valid", "person", "", None, False, 0, ())
"""Values that go without saying."""


def line(stated: Any) -> str:
    """Write one thing that a record says."""
    match stated:
        case Term():
            told = f"{stated.scheme}: {stated.code or stated.text}"
            return f"{told} | text={stated.text}" if stated.code and stated.text else told
        case Years():
            last = "" if stated.last is None else stated.last
            return f"{stated.first}-{last} {stated.certainty}"
        case Contribution():
            words = [f"{stated.level}: {stated.name.text}", *_rest(stated.name, ("text",))]
            roles = [f"roles={_value(stated.roles)}"] if stated.roles else []
            return " | ".join((*words, *roles))
        case Performer():
            return " | ".join((line(stated.term), *_rest(stated, ("term",))))
        case Stated():
            kind, main = LEADS.get(type(stated), ("", ""))
            head = [f"{getattr(stated, kind)}: {getattr(stated, main)}"] if kind else []
            return " | ".join((*head, *_rest(stated, (kind, main))))
    return _value(stated)


def _rest(stated: Stated, told: Sequence[str]) -> Iterator[str]:
    for name in stated.__struct_fields__:
        value = getattr(stated, name)
        if name not in told and value not in SILENT:
            yield f"{name}={_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return " ; ".join(_value(part) for part in value)
    return line(value) if isinstance(value, Stated) else str(value)


def lines(description: Description) -> dict[str, Any]:
    """Write everything a description says: a list for each plural, a text for each singular."""
    told: dict[str, Any] = {}
    for name in description.__struct_fields__:
        value = getattr(description, name)
        if name == "unmapped":
            told[name] = [f"{place} {text}" for place, text in value]
        elif isinstance(value, tuple):
            told[name] = [line(part) for part in value]
        elif isinstance(value, bool):
            told[name] = value
        else:
            told[name] = "" if value is None else line(value)
    return {name: value for name, value in told.items() if value}


def expectations(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Read the hand-written expectations of a folder, by name of record."""
    records: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, record in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert name not in records, name
            records[name] = record
    return records


def with_beginnings(expected: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Lengthen the texts that an expectation gives the beginnings of (its table `starts`) to what was told.

    Each text must begin so, and there must be as many.
    """
    whole = {name: value for name, value in expected.items() if name != "starts"}
    for name, beginnings in expected.get("starts", {}).items():
        texts = told.get(name, [])
        fits = len(texts) == len(beginnings) and all(map(str.startswith, texts, beginnings))
        whole[name] = texts if fits else beginnings
    return whole


def facts_by_file(path: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """Read a few facts of records that stay elsewhere, by file and identifier; `kind` is for the person reading."""
    files = tomllib.loads(path.read_text(encoding="utf-8"))
    for records in files.values():
        for facts in records.values():
            facts.pop("kind")
    return files


def cases(path: Path) -> list[tuple[str, str, Any]]:
    """Read hand-written cases: for each field of a description, lines of a record and what they say of it."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        (name, written, said) for name, table in tables.items() for written, said in table.items()
    ]
