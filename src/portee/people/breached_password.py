"""Refuses passwords that were stolen elsewhere, from a list on this machine: nothing is ever asked of another.

The list (setting BREACHED_PASSWORDS) is a sorted text of SHA-1 fingerprints in hexadecimal, whole or shortened, one a
line; what follows a colon is ignored, as in the lists that are published. It is never loaded: a search by halves reads
some forty lines of a file of any size.
"""

import hashlib
import logging
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


class BreachedPasswordValidator:
    """A validator of Django's: raises ValidationError when the password is in the list."""

    def __init__(self, path: str | None = None) -> None:
        self.path = str(settings.BREACHED_PASSWORDS) if path is None else path

    def validate(self, password: str, user: object = None) -> None:
        """Look the password up. A list that cannot be read is told in the log; the other rules still hold."""
        del user
        if not self.path:
            return
        try:
            is_known = is_listed(Path(self.path), password)
        except OSError:
            logger.error("breached_passwords_unreadable")
            return
        if is_known:
            raise ValidationError(
                _("This password was stolen from another site: choose another one."),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        """What the rule asks."""
        return _("Your password must not be one that was stolen from another site.")


def is_listed(path: Path, password: str) -> bool:
    """Whether the sorted list holds the fingerprint of the password, or the beginning of it."""
    # SHA-1 is what these lists are made of; it protects nothing here.
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file:
        low, high = 0, file.seek(0, 2)
        # The last line that is not after the wanted one begins before `high`.
        while high - low > 1:
            middle = (low + high) // 2
            if (line := _line_from(file, middle)) and line <= wanted:
                low = middle
            else:
                high = middle
        candidates = (_line_from(file, 0), _line_from(file, low))
    return any(line and wanted.startswith(line) for line in candidates)


def _line_from(file: BinaryIO, position: int) -> bytes:
    """The first whole fingerprint that begins at a place or after it."""
    file.seek(max(position - 1, 0))
    if position:
        file.readline()
    return file.readline().partition(b":")[0].strip().upper()
