"""The kinds of messages that leave, each with made-up values, so that staff read them before readers do.

Contexts register theirs in `AppConfig.ready`. Nothing here is ever sent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class MailKind:
    """A kind of message. `compose` writes it with made-up values, in the active language."""

    code: str
    title: str | Promise
    compose: Callable[[], EmailMultiAlternatives]


@dataclass(frozen=True, slots=True)
class MailSample:
    """A message as it would leave."""

    language: str
    subject: str
    text: str
    html: str

    @property
    def body(self) -> SafeString:
        """What the HTML twin shows, to be drawn within a page: written by our own templates, of made-up values."""
        inside = self.html.partition("<body>")[2].partition("</body>")[0]
        return SafeString(inside)


_kinds: Final[dict[str, MailKind]] = {}


def register_mail_kind(kind: MailKind) -> None:
    """Offer a kind to be previewed; the same code twice keeps the last."""
    _kinds[kind.code] = kind


def mail_kinds() -> tuple[MailKind, ...]:
    """Every kind, by code."""
    return tuple(sorted(_kinds.values(), key=lambda kind: kind.code))


def sample_of(kind: MailKind, *, language: str) -> MailSample:
    """A message of the kind in a language; its HTML twin is empty when it has none."""
    with translation.override(language):
        message = kind.compose()
    pages = [str(content) for content, kind_ in message.alternatives if kind_ == "text/html"]
    return MailSample(language, str(message.subject), str(message.body), pages[0] if pages else "")
