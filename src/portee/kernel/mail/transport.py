"""Which real backend mail leaves by, read from the setting EMAIL_URL."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

TIMEOUT: Final = 20
"""Seconds the mail server is given for each answer, unless the URL says otherwise."""

_PORTS: Final = {"smtp": 25, "smtps": 465, "smtp+tls": 587}


@dataclass(frozen=True, slots=True)
class Transport:
    """A Django e-mail backend and the options to open it with."""

    backend: str
    options: dict[str, Any] = field(default_factory=dict)


def current_transport() -> Transport:
    """The transport of this installation."""
    return read_transport(settings.EMAIL_URL, data_dir=settings.DATA_DIR)


def read_transport(url: str, *, data_dir: Path) -> Transport:
    """The transport of a URL: console:, file:///folder, smtp://, smtps:// or smtp+tls://account:password@host:port.

    `file:` alone writes in the folder `mails` of the data folder. `?timeout=5` changes how long the mail server is
    given for each answer, in seconds.
    Raises ValueError on any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "console":
        return Transport("django.core.mail.backends.console.EmailBackend")
    if parts.scheme == "file":
        folder = Path(unquote(parts.path)) if parts.path else data_dir / "mails"
        return Transport(
            "django.core.mail.backends.filebased.EmailBackend", {"file_path": str(folder)}
        )
    if parts.scheme not in _PORTS:
        raise ValueError(f"mail cannot leave by “{parts.scheme}:”.")
    return Transport(
        "django.core.mail.backends.smtp.EmailBackend",
        {
            "host": parts.hostname or "localhost",
            "port": parts.port or _PORTS[parts.scheme],
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp+tls",
            "timeout": float(parse_qs(parts.query).get("timeout", [str(TIMEOUT)])[0]),
        },
    )
