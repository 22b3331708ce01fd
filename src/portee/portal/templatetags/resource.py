"""What the page of a resource needs to say: `{% load resource %}`."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portee.catalogue.api import Incipit

register = template.Library()

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")
_WORKS = re.compile(r"\s*--+\s*|\s+—\s+|\n+|\s;\s")
"""How catalogues separate the works of a disc or a collection."""


@register.simple_tag
def language_of(language: str | None) -> SafeString:
    """The `lang` of words in a known language, with the space before it; nothing for an unknown one."""
    if not language or not _TAG.match(language):
        return SafeString("")
    return format_html(' lang="{}"', language)


@register.filter
def contents_lines(text: str) -> list[str]:
    """The works that a note on contents lists."""
    return [line.strip(" .") for line in _WORKS.split(text) if line.strip(" .")]


@register.filter
def drawing(svg: str) -> SafeString:
    """A drawing that the catalogue has cleaned (shapes alone), hidden from readers of the screen: its label says it."""
    return SafeString(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


@register.filter
def structured(data: str) -> SafeString:
    """JSON that `structured_data` has written so that it cannot end its script."""
    return SafeString(data)


@register.simple_tag
def music_label(incipit: Incipit) -> str:
    """What the drawing of an incipit shows, in words."""
    said = [_("Music written on a staff: the first notes")]
    if incipit.instrument or incipit.role:
        said.append(incipit.instrument or incipit.role)
    if incipit.key:
        said.append(_("key %(key)s") % {"key": incipit.key})
    if incipit.time_signature:
        said.append(_("time signature %(time)s") % {"time": incipit.time_signature})
    return ", ".join(said)
