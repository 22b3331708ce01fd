"""axe-core finds nothing to refuse on any page, in any appearance, in either language."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.browser.axe import examine
from tests.browser.demo_site import LANGUAGES
from tests.browser.fixtures import NewReader
from tests.browser.pages import ALL_PAGES, SITE_PAGES
from tests.browser.themes import LIGHT, THEMES, Theme

pytestmark = pytest.mark.browser

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


# Each theme in French and each language in light on each push; the other pairs by night.
PAIRS = [
    pytest.param(
        theme,
        language,
        id=f"{theme.name}-{language}",
        marks=[] if theme is LIGHT or language == "fr" else pytest.mark.nightly,
    )
    for theme in THEMES
    for language in LANGUAGES
]


@pytest.mark.parametrize(("theme", "language"), PAIRS)
def test_no_page_breaks_a_rule_of_axe(
    theme: Theme, language: str, new_reader: NewReader, note: Callable[[str], None]
) -> None:
    # The back office has one appearance.
    pages = ALL_PAGES if theme is LIGHT else SITE_PAGES
    refused: list[str] = []
    doubts: dict[str, list[str]] = {}
    for name, page in new_reader(theme).read(pages, language):
        findings = examine(page)
        refused += [f"{name}: {each}" for each in findings.violations]
        for each in findings.incomplete:
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
