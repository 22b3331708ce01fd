"""A message made once, kept as bytes, and handed to a mail server unchanged."""

from collections.abc import Sequence
from email.message import Message
from typing import Any

from django.core.mail import EmailMessage


class _Bytes(Message):
    """Bytes that pass for a message with Django's backends, which ask for no more than this."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content

    def as_bytes(self, *_args: Any, linesep: str = "\n", **_options: Any) -> bytes:
        """The message, with the end of line that the server expects."""
        return linesep.encode().join(self._content.splitlines()) + linesep.encode()


class StoredMessage(EmailMessage):
    """A queued message on its way: the envelope it was queued with, its content byte for byte."""

    def __init__(self, *, content: bytes, sender: str, recipients: Sequence[str]) -> None:
        super().__init__(from_email=sender, to=list(recipients))
        self._content = content

    def message(self, **_options: Any) -> Any:
        """The content, as an object that only knows its bytes."""
        return _Bytes(self._content)
