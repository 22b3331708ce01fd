"""What a newcomer opens first exists and tells the truth: README, licence, changelog, decisions."""

import re
import tomllib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.architecture import source

COMMAND = re.compile(r"\bmake ([a-z][a-z-]*)(?![a-z-]*<)")
TARGET = re.compile(r"^([a-z][a-z%-]*):", re.M)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
SECTIONS = ("## Context", "## Decision", "## Refused", "## Consequences")
AGPL_3 = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"


def unknown_commands(page: str, makefile: str) -> list[str]:
    """Give the `make` commands of a page that the Makefile does not have."""
    targets = set(TARGET.findall(makefile))
    patterns = tuple(target.rstrip("%") for target in targets if target.endswith("%"))
    return [
        command
        for command in COMMAND.findall(page)
        if command not in targets and not command.startswith(patterns or ("\0",))
    ]


def dead_links(pages: Iterable[Path]) -> list[str]:
    """Give the links of Markdown pages that lead to no file of the project."""
    return [
        f"{source.shown(page)}: {link}"
        for page in pages
        for link in LINK.findall(source.text_of(page))
        if not (page.parent / link).exists()
    ]


def flaws_of_a_decision(page: str) -> list[str]:
    """Give the parts that a decision record does not have."""
    return [section for section in SECTIONS if section not in page]


def test_the_commands_of_the_readme_exist() -> None:
    makefile = source.text_of(source.ROOT / "Makefile")
    readme = source.text_of(source.ROOT / "README.md")
    assert {"run", "test"} <= set(COMMAND.findall(readme))
    for page in [*source.ROOT.glob("*.md"), *source.files(".md", under="docs/howto")]:
        assert unknown_commands(source.text_of(page), makefile) == [], page.name


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    pages = [*source.ROOT.glob("*.md"), *source.files(".md", under="docs")]
    guide = source.ROOT / "docs" / "guide"  # its links are addresses of the site
    assert dead_links(page for page in pages if not page.is_relative_to(guide)) == []


def test_the_licence_is_the_gnu_affero_licence_word_for_word() -> None:
    licence = (source.ROOT / "LICENSE").read_bytes()
    assert sha256(licence).hexdigest() == AGPL_3
    project = tomllib.loads(source.text_of(source.ROOT / "pyproject.toml"))["project"]
    assert project["license"] == "AGPL-3.0-or-later"


def test_the_changelog_begins_with_what_is_not_released() -> None:
    changelog = source.text_of(source.ROOT / "CHANGELOG.md")
    headings = re.findall(r"^## \[(.+?)\]", changelog, re.M)
    assert headings[0] == "Unreleased"


def test_every_decision_has_its_four_parts_and_a_number_of_its_own() -> None:
    records = sorted((source.ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert len(records) > 10
    assert {
        path.name: flaws for path in records if (flaws := flaws_of_a_decision(source.text_of(path)))
    } == {}
    numbers = [path.name[:4] for path in records]
    assert len(numbers) == len(set(numbers))
    index = source.text_of(source.ROOT / "docs" / "adr" / "README.md")
    assert [path.name for path in records if f"({path.name})" not in index] == []


def test_every_decision_that_is_cited_exists() -> None:
    known = {path.name[:4] for path in (source.ROOT / "docs" / "adr").glob("[0-9]*.md")}
    cited = {
        number
        for path in source.tracked_files()
        if path.suffix in {".py", ".md", ".ts", ".mjs", ".css", ".toml", ""}
        for number in re.findall(r"docs/adr/(\d{4})", source.text_of(path))
    }
    assert cited - known == set()


def test_scripts_can_be_run() -> None:
    for path in (source.ROOT / "scripts").iterdir():
        if path.is_file() and path.suffix != ".py":
            assert path.stat().st_mode & 0o111, path.name
            assert source.text_of(path).startswith("#!/usr/bin/env bash\n"), path.name


def test_a_command_that_does_not_exist_is_seen() -> None:
    makefile = "run: setup ## Runs.\nbench-%: setup\n"
    assert unknown_commands("`make run`, `make fly`, `make bench-pages`", makefile) == ["fly"]


def test_a_dead_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[a](page.md) [b](https://example.org) [c](lost.md#here) [d](#top)")
    assert dead_links([page]) == ["page.md: lost.md"]


@pytest.mark.parametrize("part", SECTIONS)
def test_a_decision_without_one_of_its_parts_is_seen(part: str) -> None:
    page = "\n".join(section for section in SECTIONS if section != part)
    assert flaws_of_a_decision(page) == [part]
