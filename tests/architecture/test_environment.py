"""Every setting of the environment is read in one place, and documented by it."""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture import source

READER = source.ROOT / "config" / "env.py"
# The choice of Django's settings is made before any setting can be read.
FREE = ("os.environ.setdefault('DJANGO_SETTINGS_MODULE'",)


def readings(paths: Iterable[Path]) -> list[str]:
    """Give each place that touches the environment, or guesses at a setting that may not exist."""
    found = []
    for path in paths:
        tree = source.tree_of(path)
        free = {
            id(node)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and ast.unparse(call).startswith(FREE)
            for node in ast.walk(call)
        }
        for node in ast.walk(tree):
            text = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Call) else ""
            touches = text in {"os.environ", "os.getenv"} and id(node) not in free
            if touches or text.startswith("getattr(settings,"):
                found.append(f"{source.shown(path)}:{getattr(node, 'lineno', 0)}: {text}")
    return found


def test_only_one_module_reads_the_environment() -> None:
    code = [*source.files(".py", under="src"), *source.files(".py", under="config")]
    assert readings(path for path in code if path != READER) == []


@pytest.mark.parametrize(
    "line",
    ["os.environ['A']", "os.environ.get('A')", "os.getenv('A')", "getattr(settings, 'A', 1)"],
)
def test_a_reading_elsewhere_is_seen(tmp_path: Path, line: str) -> None:
    path = tmp_path / "module.py"
    path.write_text(f"x = {line}\n")
    assert len(readings([path])) == 1


def test_choosing_the_settings_is_free(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config.settings')\n")
    assert readings([path]) == []
