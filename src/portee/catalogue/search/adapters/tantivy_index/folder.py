"""The folder of an index: which generation is live, how far it was written, who writes.

    <root>/tantivy-<format>/live             the name of the live generation
                            writer.lock      held by the writer; rebuild.lock by whoever rebuilds
                            g-7/documents/   tantivy's own
                            g-7/words/       tantivy's own, for suggestions and corrections
                            g-7/commit.json  number and mark of the last commit

Files that readers look at are replaced whole. Locks are the kernel's: they die with whoever held them. A folder on a
network disk would keep neither promise.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portee.catalogue.search.adapters.tantivy_index.schema import FORMAT
from portee.catalogue.search.port import BusyError, IndexMissingError


@dataclass(frozen=True, slots=True)
class Commit:
    """The last commit of a generation."""

    number: int = 0
    mark: str = ""


class IndexFolder:
    """The generations of one index."""

    def __init__(self, root: Path) -> None:
        self.path = root / f"tantivy-{FORMAT}"

    def live(self) -> Path:
        """The live generation. Raises IndexMissingError when there is none."""
        try:
            name = (self.path / "live").read_text(encoding="ascii").strip()
        except OSError as error:
            raise IndexMissingError("Search is being rebuilt.") from error
        if not name.startswith("g-"):
            raise IndexMissingError("Search is being rebuilt.")
        return self.path / name

    def begin(self) -> Path:
        """A new generation, beside the others and not live."""
        self.path.mkdir(parents=True, exist_ok=True)
        numbers = [int(path.name[2:]) for path in self.path.glob("g-*") if path.name[2:].isdigit()]
        generation = self.path / f"g-{max(numbers, default=0) + 1}"
        for part in ("documents", "words"):
            (generation / part).mkdir(parents=True)
        write_commit(generation, Commit())
        return generation

    def go_live(self, generation: Path) -> None:
        """Answer from this generation from now on, and drop those before it."""
        _replace(self.path / "live", generation.name)
        for other in self.path.glob("g-*"):
            if _number(other) < _number(generation):
                shutil.rmtree(other, ignore_errors=True)

    def drop(self, generation: Path) -> None:
        """Drop a generation that never went live."""
        shutil.rmtree(generation, ignore_errors=True)

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Hold a lock. Raises BusyError when it is held, by this process or another."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / f"{name}.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyError(f"Somebody else holds the {name} of {self.path}.") from error
            yield

    def size_bytes(self) -> int:
        """What all generations take on the disk."""
        return sum(_size(path) for path in self.path.rglob("*"))


def read_commit(generation: Path) -> Commit:
    """The last commit of a generation. Raises IndexMissingError when it cannot be read."""
    try:
        found = json.loads((generation / "commit.json").read_text(encoding="utf-8"))
        return Commit(number=int(found["number"]), mark=str(found["mark"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexMissingError("Search is being rebuilt.") from error


def write_commit(generation: Path, commit: Commit) -> None:
    """Tell readers of a commit."""
    words = json.dumps({"number": commit.number, "mark": commit.mark})
    _replace(generation / "commit.json", words)


def _replace(path: Path, text: str) -> None:
    """Write a file whole: a reader sees the old one or the new one, even if the power fails in between."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _number(generation: Path) -> int:
    digits = generation.name[2:]
    return int(digits) if digits.isdigit() else 0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
