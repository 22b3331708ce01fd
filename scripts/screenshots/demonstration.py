"""The site that is photographed: one that is running, or a whole demonstration network made for the occasion."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.demo_site import Site, read_passwords
from tests.browser.installation import DATABASE_FILE, Installation


@contextmanager
def demonstration() -> Iterator[Site]:
    """Make the demonstration network in a temporary folder, as `make run` does, serve it, and leave nothing."""
    with TemporaryDirectory(prefix="portee-screenshots.") as name:
        folder = Path(name)
        installation = Installation(
            folder=folder, database_url=f"sqlite:///{folder / DATABASE_FILE}"
        )
        for command in ("migrate", "demo", "reindex"):
            installation.run(command)
        with installation.served() as address:
            yield Site(address=address, passwords=read_passwords(folder))


@contextmanager
def running_site(address: str, *, data_folder: Path) -> Iterator[Site]:
    """A site that somebody else serves; `data_folder` is where `portee demo` noted the passwords of its people."""
    yield Site(address=address.rstrip("/"), passwords=read_passwords(data_folder))
