"""A module is named by what it holds: the names that hold anything are refused."""

from collections.abc import Iterable
from pathlib import PurePath

import pytest

from tests.architecture import source

BANNED = frozenset({"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"})


def badly_named(paths: Iterable[PurePath]) -> list[str]:
    """Give the paths of which a folder or the file itself bears a banned name."""
    return [str(path) for path in paths if BANNED & {PurePath(part).stem for part in path.parts}]


def test_no_module_is_called_utils_helpers_manager_or_misc() -> None:
    code = (*source.files(".py"), *source.files(".ts"), *source.files(".css"))
    assert badly_named(path.relative_to(source.ROOT) for path in code) == []


@pytest.mark.parametrize("path", ["a/utils.py", "helpers/b.py", "a/misc/c.ts", "manager.css"])
def test_a_banned_name_is_seen_wherever_it_stands(path: str) -> None:
    assert badly_named([PurePath(path)]) == [path]


def test_a_good_name_passes() -> None:
    assert badly_named([PurePath("people/services/role.py")]) == []
