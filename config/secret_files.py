"""Secrets drawn at first start and kept in the data folder, readable by their owner alone.

A secret never has a default in the code: two installations never share one.
"""

import os
import secrets
from pathlib import Path

from config.variables import InvalidEnvironment, Problem

SECRET_BYTES = 48
"""384 bits, 64 characters once written in base 64."""


def read_or_create_secret(path: Path) -> str:
    """The secret of this file; drawn and written first when the file does not exist.

    Two processes that start together end with the same secret: each writes its own whole file aside, and only
    one of them can be linked to the final name.

    Raises InvalidEnvironment when the file can be neither read nor written, or is empty.
    """
    try:
        if not path.exists():
            _create(path)
        value = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "contenu illisible"
        raise InvalidEnvironment((Problem("PORTEE_DATA_DIR", _message(path, reason)),)) from error
    if len(value) < 32:
        raise InvalidEnvironment((Problem("PORTEE_DATA_DIR", _message(path, "trop court")),))
    return value


def _create(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)


def _message(path: Path, reason: str) -> str:
    return (
        f"le secret {path} n’est pas utilisable ({reason}). Rendez le dossier accessible au compte qui "
        "lance Portée, ou donnez PORTEE_SECRET_KEY."
    )
