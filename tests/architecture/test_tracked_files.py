"""No file of the project knows where packages are fetched from, nor on what machine it was written."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture import source

# Written in pieces, so that this file passes its own test.
REGISTRIES = (
    "registry." + "npmjs.org",
    "registry." + "yarnpkg.com",
    "pypi." + "org",
    "files." + "pythonhosted.org",
    "repo." + "maven.apache.org",
    "repo1." + "maven.org",
    "proxy." + "golang.org",
    "static." + "crates.io",
    "deb." + "debian.org",
)
ADDRESS = re.compile("|".join(re.escape(name) for name in REGISTRIES))
LOCK_SETTINGS = re.compile(r"^\s*(--(extra-)?index-url|--find-links|registry\s*=)", re.MULTILINE)
RESOLVED = re.compile(r'"resolved"\s*:\s*"')
MACHINE_PATH = re.compile(r"(?<![\w.$}>:/-])/(work|home|Users|root|opt/wheels)/[\w.]")
# Bytes that are not text: a picture or a font holds no address anybody could follow.
BINARY = frozenset({".png", ".jpg", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".webp", ".gz"})


def betrayals(paths: Iterable[Path]) -> list[str]:
    """Give each line of each file that holds a registry's address or a path of somebody's machine."""
    found = []
    for path in paths:
        if path.suffix in BINARY:
            continue
        # Sample records are in old character sets: what is not UTF-8 cannot hide an address all the same.
        text = path.read_bytes().decode(errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if any(p.search(line) for p in (ADDRESS, LOCK_SETTINGS, RESOLVED, MACHINE_PATH)):
                found.append(f"{source.shown(path)}:{number}: {line.strip()[:100]}")
    return found


def test_no_tracked_file_holds_a_registry_address_or_a_machine_path() -> None:
    own_rules = Path(__file__).resolve()
    assert betrayals(path for path in source.tracked_files() if path != own_rules) == []


@pytest.mark.parametrize(
    "line",
    [
        f"https://{REGISTRIES[0]}/x/-/x-1.tgz",
        "--index-url https://example.org/simple",
        '"resolved": "https://example.org/x.tgz",',
        "see /home/somebody/portee",
        "path = '/work/portee'",
    ],
)
def test_an_address_or_a_path_is_seen(tmp_path: Path, line: str) -> None:
    path = tmp_path / "file.txt"
    path.write_text(f"first\n{line}\n")
    assert betrayals([path]) == [f"file.txt:2: {line}"]


def test_addresses_of_pages_are_no_paths(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("https://example.org/work/page and ~/work and docs/home/page\n")
    assert betrayals([path]) == []
