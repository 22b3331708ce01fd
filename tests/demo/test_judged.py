"""The judged set names documents that the demonstration has."""

import gzip
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

JUDGED = Path(__file__).parents[2] / "benchmarks" / "judged"
KINDS = {"title", "title-author", "isbn", "misspelt", "accents", "partial", "foreign", "phrase"}
"""Those that the promise names; there are others."""


def queries(name: str) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = tomllib.loads((JUDGED / name).read_text("utf-8"))["query"]
    return said


def test_at_least_a_hundred_and_fifty_queries_are_judged_each_once() -> None:
    asked = [*queries("known-items.toml"), *queries("topics.toml")]
    assert len({one["text"] for one in asked}) >= 150
    told = [(one["text"], str(one.get("wanted", one.get("where")))) for one in asked]
    assert len(set(told)) == len(told)
    assert {one["kind"] for one in asked} >= KINDS


def test_every_known_item_is_in_the_file_of_its_source(
    folder: Path, listed: list[dict[str, Any]]
) -> None:
    files = {one["code"]: folder / one["file"] for one in listed}
    for one in queries("known-items.toml"):
        for key in one["wanted"]:
            code, _, number = key.partition(":")
            assert number in text_of(files[code]), (one["text"], key)


@cache
def text_of(path: Path) -> str:
    content = path.read_bytes()
    unpacked = gzip.decompress(content) if path.suffix == ".gz" else content
    return unpacked.decode("utf-8", "replace")
