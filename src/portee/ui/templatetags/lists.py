"""What pages offer around lists that the reader's browser keeps: `{% load lists %}` (docs/adr/0031)."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

LONGEST_NOTE = 500
"""Characters of a note, as `frontend/src/lists/lists.ts` keeps them."""


@register.simple_tag
def keep_words(address: str) -> SafeString:
    """What all the buttons of a page share, once: their words, their drawings, the address of the list."""
    return SafeString(render_to_string("ui/components/keep_words.html", {"address": address}))


@register.simple_tag
def keep_button(number: int, title: str) -> SafeString:
    """The place of a button that puts one thing in the reader's list; the page has `keep_words` too."""
    # Not a template: a page of results has twenty, and drawing one by a template costs as much as a query.
    return format_html('<keep-in-list data-id="{}" data-title="{}"></keep-in-list>', number, title)


@register.simple_tag
def entry_controls(id: str) -> SafeString:  # noqa: A002 - the HTML attribute's own name
    """What can be done to one line of a list: its note, its place, taking it out; `id` is that of its field."""
    context = {"id": id, "longest": LONGEST_NOTE}
    return SafeString(render_to_string("ui/components/entry_controls.html", context).strip())
