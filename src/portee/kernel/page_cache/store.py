"""Kept pages in files of the data folder, shared by all processes, and the token of their generation.

Every file is written aside and renamed, so a reader sees a whole page or none. The generation is one small file:
`purge` replaces it, and each process notices at its next request by looking at the file's identity, not its text.
"""

import contextlib
import hashlib
import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from portee.kernel.logs import get_logger
from portee.kernel.page_cache.entry import Entry

MAX_FILES = 4000
MAX_BYTES = 256 * 1024 * 1024
STORES_BETWEEN_SWEEPS = 100
"""The cache may pass its bounds by so many pages for each process."""
TOKEN_LENGTH = 32
TRIES = 5
"""Looks at the token while others replace it; then the page is drawn without the cache."""

_log = get_logger(__name__)


class PageStore:
    """The pages kept under one folder."""

    def __init__(
        self, folder: Path, *, max_files: int = MAX_FILES, max_bytes: int = MAX_BYTES
    ) -> None:
        self.folder = folder
        self.max_files = max_files
        self.max_bytes = max_bytes
        self._token_path = folder / "generation"
        self._known: tuple[tuple[int, int, int], str] | None = None
        self._stores = 0

    def generation(self) -> str | None:
        """The token of the present generation; None when pages cannot be kept now.

        A folder that cannot be written cannot be purged either: serving from it could show what was withdrawn.
        """
        for _ in range(TRIES):
            try:
                identity = self._token_identity()
                known = self._known
                if known is None or known[0] != identity:
                    known = (identity, self._token_path.read_text(encoding="ascii"))
                    if len(known[1]) != TOKEN_LENGTH:
                        self.renew()
                        continue
                    if self._token_identity() != identity:
                        continue
                    self._known = known
            except FileNotFoundError:
                self._begin()
            except (OSError, ValueError):
                return None
            else:
                return known[1] if os.access(self.folder, os.W_OK | os.X_OK) else None
        return None

    def _begin(self) -> None:
        """Write a first token unless another thread or process just did: all must begin with the same."""
        draft = self.folder / f".generation.{secrets.token_hex(6)}"
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_text(_new_token(), encoding="ascii")
            os.link(draft, self._token_path)
        with contextlib.suppress(OSError):
            draft.unlink()

    def renew(self) -> str | None:
        """Begin a new generation; None when it could not be written, and then nothing kept is served."""
        token = _new_token()
        self._known = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._write(self._token_path, token.encode())
        except OSError:
            # Without the token no process serves a kept page: a full disk still lets a file be removed.
            with contextlib.suppress(OSError):
                self._token_path.unlink()
            return None
        return token

    def read(self, key: str) -> Entry | None:
        """The page kept under this key, whatever its age; None when there is none or it is damaged."""
        path = self._path(key)
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        entry = Entry.loads(raw, key=key)
        if entry is None:
            _log.warning("page_cache.damaged_entry")
            with contextlib.suppress(OSError):
                path.unlink()
        return entry

    def write(self, entry: Entry) -> None:
        """Keep a page; a disk that refuses costs the page's place in the cache and nothing else."""
        path = self._path(entry.key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(path, entry.dumps())
        self._stores += 1
        if self._stores % STORES_BETWEEN_SWEEPS == 0:
            self.sweep()

    def sweep(self) -> None:
        """Drop the oldest files until the cache is within its bounds."""
        files = []
        for path in self.folder.glob("pages/*/*"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                files.append((stat.st_mtime_ns, stat.st_size, path))
        files.sort(reverse=True)
        total = 0
        for position, (_, size, path) in enumerate(files):
            total += size
            if position >= self.max_files or total > self.max_bytes:
                with contextlib.suppress(OSError):
                    path.unlink()

    def lock_path(self, key: str) -> Path:
        """The file to lock while the page of this key is drawn; 256 of them serve for all pages."""
        return self.folder / "locks" / _digest(key)[:2]

    def _path(self, key: str) -> Path:
        digest = _digest(key)
        return self.folder / "pages" / digest[:2] / digest[2:]

    def _token_identity(self) -> tuple[int, int, int]:
        stat = self._token_path.stat()
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        try:
            draft.write_bytes(content)
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)
            raise


def _new_token() -> str:
    return secrets.token_hex(TOKEN_LENGTH // 2)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


@lru_cache(maxsize=4)
def store_at(folder: Path) -> PageStore:
    """The store of a folder, one for each process."""
    return PageStore(folder)


def current_store() -> PageStore:
    """The store of this installation."""
    return store_at(Path(settings.DATA_DIR) / "cache")


def purge() -> None:
    """Make every kept page stale, in all processes, from their next request on.

    Call it after commit (an event's handler is): a page drawn meanwhile from older data carries the older
    generation, and so is never served.
    """
    if current_store().renew() is None:
        _log.error("page_cache.purge_failed")
