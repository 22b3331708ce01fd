"""A letter of a few paragraphs: what people, and the contexts above, send by mail."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from portee.people.adapters.account_adapter import write_mail


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A line that leads somewhere; `path` is an address on this site."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class LetterSection:
    """A part with a title of its own, and the lines below it."""

    title: str
    links: Sequence[LetterLink]


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said, in the active language; `path` is the address on this site where the link leads.

    `stop_path` is where one asks for no more letters of the kind: mail programs offer it beside the message.
    """

    subject: str
    name: str
    paragraphs: Sequence[str]
    link_label: str = ""
    path: str = ""
    closing: str = ""
    sections: Sequence[LetterSection] = ()
    stop_path: str = ""


def compose_letter(letter: Letter, *, to: str) -> EmailMultiAlternatives:
    """The message that carries the letter, as text and as HTML."""
    base_url = settings.BASE_URL.rstrip("/")
    context = {
        "letter": letter,
        "base_url": base_url,
        "link_url": base_url + letter.path if letter.path else "",
    }
    return write_mail("letter", to=[to], context=context, headers=_headers(letter, base_url))


def _headers(letter: Letter, base_url: str) -> dict[str, str] | None:
    """How a mail program asks for no more, by itself. Source: RFC 8058."""
    if not letter.stop_path:
        return None
    return {
        "List-Unsubscribe": f"<{base_url}{letter.stop_path}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def send_letter(letter: Letter, *, to: str) -> None:
    """Queue the letter; nobody to write to, nothing sent."""
    if to:
        compose_letter(letter, to=to).send()
