"""The folder in which a trial installation writes its mails instead of sending them (`file:`), and forgetting them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from portee.kernel.mail.addresses import whole_addresses
from portee.kernel.mail.transport import current_transport


def spool_folder() -> Path | None:
    """Where mails are written; None when they really leave, or are shown on the console."""
    path = current_transport().options.get("file_path")
    return Path(path) if path and Path(path).is_dir() else None


def forget_spooled(addresses: Sequence[str]) -> int:
    """Delete the written mails that name one of these addresses; how many files."""
    wanted = whole_addresses(addresses)

    def names_one(path: Path) -> bool:
        content = path.read_bytes().decode("utf-8", "replace")
        return wanted.search(content) is not None

    return _forget(names_one)


def spooled_before(moment: datetime) -> int:
    """How many files were written before the moment."""
    return sum(1 for path in _files() if path.stat().st_mtime < moment.timestamp())


def forget_spooled_before(moment: datetime) -> int:
    """Delete the files written before the moment; how many."""
    return _forget(lambda path: path.stat().st_mtime < moment.timestamp())


def _files() -> Iterator[Path]:
    folder = spool_folder()
    # Django names its files by the moment and ends them in .log; nothing else of the folder is ours.
    return iter(sorted(folder.glob("*.log"))) if folder else iter(())


def _forget(is_over: Callable[[Path], bool]) -> int:
    found = [path for path in _files() if is_over(path)]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)
