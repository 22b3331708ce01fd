"""What axe-core refuses fails; what it leaves to a person must have been looked at by one."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from tests.browser.axe import Findings

REVIEWED = Path(__file__).with_name("reviewed_incompletes.toml")


@cache
def reviews() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give the doubts that a person looked at: their kind, and where they were seen."""
    rows = tomllib.loads(REVIEWED.read_text(encoding="utf-8"))["reviewed"]
    assert all(row["reason"] for row in rows)
    return tuple((row["kind"], re.compile(row["where"])) for row in rows)


def is_reviewed(kind: str, place: str) -> bool:
    """Whether a person looked at this kind of doubt in such a place."""
    return any(kind == known and where.search(place) for known, where in reviews())


def judge(findings: Mapping[str, Findings], note: Callable[[str], None]) -> None:
    """Fail with what axe-core refuses on each page, and with doubts that nobody looked at; note the others."""
    refused = [f"{name}: {each}" for name, found in findings.items() for each in found.violations]
    doubts: dict[str, list[str]] = {}
    for name, found in findings.items():
        for each in found.incomplete:
            doubts.setdefault(each.kind, []).append(f"{name} at {each.target}")
    for kind, places in sorted(doubts.items()):
        pages_seen = sorted({place.split(" (")[0] for place in places})
        note(f"axe leaves to a person (reviewed): {kind} on {', '.join(pages_seen)}")
    new = [
        f"{kind}, {place}"
        for kind, places in doubts.items()
        for place in places
        if not is_reviewed(kind, place)
    ]
    assert not refused, "\n".join(refused)
    assert not new, f"doubts nobody reviewed (see {REVIEWED.name}):\n" + "\n".join(new)
