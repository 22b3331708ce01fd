"""Nothing grows past what one reads in one sitting. The ten longest are printed by `pytest -s`."""

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture import source

FILE_LINES = 400
FUNCTION_LINES = 60
TEMPLATE_LINES = 120


def file_lengths(paths: Iterable[Path]) -> Iterator[tuple[int, str]]:
    """Count the lines of each file."""
    for path in paths:
        yield len(source.text_of(path).splitlines()), source.shown(path)


def function_lengths(paths: Iterable[Path]) -> Iterator[tuple[int, str]]:
    """Count the lines of each function, from `def` to its last line; a decorator belongs to nobody."""
    for path in paths:
        for node in ast.walk(source.tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                yield length, f"{source.shown(path)}:{node.lineno} {node.name}"


def above(limit: int, lengths: Iterable[tuple[int, str]]) -> list[str]:
    """Name what is longer than the limit, and print the ten longest."""
    longest = sorted(lengths, reverse=True)
    sys.stdout.writelines(f"{length:5} {name}\n" for length, name in longest[:10])
    return [f"{name}: {length} lines" for length, name in longest if length > limit]


def test_no_python_file_passes_400_lines() -> None:
    assert above(FILE_LINES, file_lengths(source.hand_written_python())) == []


def test_no_function_passes_60_lines() -> None:
    assert above(FUNCTION_LINES, function_lengths(source.hand_written_python())) == []


def test_no_template_passes_120_lines() -> None:
    assert above(TEMPLATE_LINES, file_lengths(source.templates())) == []


def test_no_style_sheet_or_island_passes_400_lines() -> None:
    front = [*source.files(".css", under="frontend"), *source.files(".ts", under="frontend")]
    assert above(FILE_LINES, file_lengths(front)) == []


def test_a_long_file_and_a_long_function_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("def long():\n" + "    x = 1\n" * 61)
    assert above(61, file_lengths([path])) == ["long.py: 62 lines"]
    assert above(60, function_lengths([path])) == ["long.py:1 long: 62 lines"]
    assert above(62, function_lengths([path])) == []
