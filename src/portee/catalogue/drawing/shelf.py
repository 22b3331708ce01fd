"""Drawings kept as files of the data folder: made once, shared by all processes, forgotten when they are too many.

Losing them all is always correct, only slower.
"""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Final

MOST_FILES: Final = 20_000
"""At about ten kilobytes each."""
WRITES_BETWEEN_SWEEPS: Final = 200


class DrawingShelf:
    """The drawings under one folder, by the fingerprint of what they draw."""

    def __init__(self, folder: Path, *, most_files: int = MOST_FILES) -> None:
        self.folder = folder
        self.most_files = most_files
        self._writes = 0

    def read(self, fingerprint: str) -> str | None:
        """The drawing; an empty one says that there is none to be had. None when it was not made yet."""
        try:
            return self._path(fingerprint).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def write(self, fingerprint: str, drawing: str) -> None:
        """Keep a drawing; a disk that refuses costs its place and nothing else."""
        path = self._path(fingerprint)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(drawing, encoding="utf-8")
            draft.replace(path)
        self._writes += 1
        if self._writes % WRITES_BETWEEN_SWEEPS == 0:
            self.sweep()

    def sweep(self) -> None:
        """Drop the oldest beyond the bound."""
        files: list[tuple[float, str]] = []
        for path in self.folder.glob("*/*.svg"):
            with contextlib.suppress(OSError):
                files.append((path.stat().st_mtime, str(path)))
        for _at, path_name in sorted(files, reverse=True)[self.most_files :]:
            with contextlib.suppress(OSError):
                os.unlink(path_name)  # noqa: PTH108  a name out of a long list

    def _path(self, fingerprint: str) -> Path:
        return self.folder / fingerprint[:2] / f"{fingerprint[2:]}.svg"
