"""The files of the project, read as text and as syntax trees, for the tests that guard the whole of it.

Only files that git tracks, or would track, count: what is installed or generated is nobody's prose.
"""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTEXTS_FOLDER = ROOT / "src" / "portee"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file of the project, as absolute paths, in order."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in listing.split("\0") if name)
    return tuple(sorted({path for path in paths if path.is_file()}))


def files(suffix: str, *, under: str = "") -> list[Path]:
    """The files of the project with this suffix, in one of its folders."""
    folder = ROOT / under
    return [
        path for path in tracked_files() if path.suffix == suffix and path.is_relative_to(folder)
    ]


def hand_written_python(under: str = "") -> list[Path]:
    """Python files but for migrations, which Django writes."""
    return [path for path in files(".py", under=under) if "migrations" not in path.parts]


def templates() -> list[Path]:
    """Every template of every context."""
    return [path for path in files(".html", under="src") if "templates" in path.parts]


def text_of(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(text_of(path), filename=str(path))


def shown(path: Path) -> str:
    """A path as a reader of a failure wants it: from the root of the project."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def contexts() -> list[str]:
    """The names of the contexts, as folders of the package."""
    return sorted(
        path.name for path in CONTEXTS_FOLDER.iterdir() if (path / "__init__.py").is_file()
    )
