"""A letter of a few paragraphs and at most one link: what people send by mail about registrations."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from portee.people.adapters.account_adapter import write_mail


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said, in the active language; `path` is the address on this site where the link leads."""

    subject: str
    name: str
    paragraphs: Sequence[str]
    link_label: str = ""
    path: str = ""
    closing: str = ""


def compose_letter(letter: Letter, *, to: str) -> EmailMultiAlternatives:
    """The message that carries the letter, as text and as HTML."""
    context = {
        "letter": letter,
        "link_url": settings.BASE_URL.rstrip("/") + letter.path if letter.path else "",
    }
    return write_mail("letter", to=[to], context=context)


def send_letter(letter: Letter, *, to: str) -> None:
    """Queue the letter; nobody to write to, nothing sent."""
    if to:
        compose_letter(letter, to=to).send()
