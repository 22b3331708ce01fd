"""Words of the network: a short text written by staff, made into safe HTML."""

from typing import Final

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_PARSER: Final = MarkdownIt("zero", {"html": False, "breaks": True}).enable(
    ["list", "emphasis", "link", "newline", "escape"]
)
"""Paragraphs, lists, emphasis and links; headings, images, tables and HTML stay the signs that were typed."""


def draw_words(text: str) -> SafeString:
    """The text as HTML: what is not one of those shapes is shown as it was typed."""
    # Raw tags are escaped (`html: False`), and addresses that run something are refused by the parser.
    html: str = _PARSER.render(text)
    return mark_safe(html)  # noqa: S308
