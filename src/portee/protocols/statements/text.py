"""Text as a reader should see it: one kind of blank, composed accents, no HTML that a form left inside."""

import re
from html import unescape
from unicodedata import is_normalized, normalize

_BREAK = re.compile(r"<(?:/p|br\s*/?|/li|/div|/h[1-6]|/tr)\s*>", re.I)
_PARAGRAPH = re.compile(r"\r\n?|\n[ \t]*\n")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def plain_lines(text: str) -> str:
    """Give a text of several paragraphs, one a line, without blanks around them nor HTML.

    A line break alone is where a program folded the text; a carriage return or an empty line ends a paragraph.
    """
    if "\n" in text or "\r" in text:
        text = " ".join(_PARAGRAPH.sub("\v", text).split("\n"))
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\v", text))
    if "&" in text:
        text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def plain(text: str) -> str:
    """Give a text on one line."""
    if text.isascii() and "<" not in text and "&" not in text:
        return " ".join(text.split())
    return " ".join(plain_lines(text).split())


def split_title(text: str) -> tuple[str, str, str]:
    """Split « Titre : complément / mention de responsabilité », as ISBD punctuates it; what is not there is empty."""
    head, _, responsibility = text.partition(" / ")
    title, _, remainder = head.partition(" : ")
    return title.strip() or head.strip(), remainder.strip(), responsibility.strip()
