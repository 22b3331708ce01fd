"""The design system's tags: `{% load ui %}`. Each draws one component of the gallery from its own template.

They hold no rule of the domain: a caller gives words, addresses and a tone.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portee.ui.pages import page_links

register = template.Library()

NOTICE_ICONS = {"info": "info", "success": "check", "warning": "warning", "error": "error"}
BADGE_ICONS = {"good": "check", "warn": "warning"}
THEME_ICONS = {"light": "sun", "dark": "moon", "contrast": "contrast"}
MESSAGE_KINDS = {"debug": "info"}
COVERS: Final[Mapping[str, tuple[str, int]]] = {
    "score": ("musique", 5),
    "recording": ("son", 4),
    "film": ("film", 3),
    "dance": ("danse", 3),
    "theatre": ("theatre", 3),
    "mime": ("mime", 3),
    "book": ("lire", 4),
    "press": ("presse", 2),
    "image": ("image", 2),
    "archive": ("archive", 3),
    "map": ("plan", 1),
    "course": ("cours", 3),
    "instrument": ("instrument", 4),
    "game": ("jeu", 3),
    "kit": ("malle", 2),
    "exhibition": ("exposition", 3),
}
"""The tone of each kind of drawn cover, and how many drawings it has: `score-1` to `score-5`.

Any drawing of a kind must be true of each of its documents: an instrument is drawn by what goes with all of them.
"""

COVER_GROUNDS: Final = 7
"""Backgrounds drawn by the style sheet. Prime to every number of drawings, so that a kind has many covers."""


def _draw(component: str, **props: Any) -> SafeString:
    # The last newline of the file would be a space before the next word of a sentence.
    drawn = render_to_string(f"ui/components/{component}.html", props).strip()
    return SafeString(drawn)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite: decorative, or named when it stands alone (`label`)."""
    return _icon(str(name), str(label))


@lru_cache(maxsize=512)
def _icon(name: str, label: str) -> SafeString:
    # A page has a dozen icons, and drawing one by a template costs as much as a query.
    return _draw("icon", name=name, label=label)


@register.simple_tag
def button(  # noqa: PLR0917 - a template tag takes its arguments as a template writes them
    label: str,
    kind: str = "primary",
    type: str = "submit",  # noqa: A002 - the HTML attribute's own name
    icon: str = "",
    name: str = "",
    value: str = "",
    disabled: bool = False,
) -> SafeString:
    """A button. `kind` is primary, quiet or danger; one primary button a form."""
    return _draw(
        "button",
        label=label,
        kind=kind,
        type=type,
        icon=icon,
        name=name,
        value=value,
        disabled=disabled,
    )


@register.simple_tag
def button_link(label: str, href: str, kind: str = "primary", icon: str = "") -> SafeString:
    """A link that looks like a button: the next step, when it is another page."""
    return _draw("button_link", label=label, href=href, kind=kind, icon=icon)


@register.simple_tag
def badge(label: str, tone: str = "plain", icon: str = "") -> SafeString:
    """A state in a word; the tone (good, plain, warn) only repeats what the word says."""
    return _badge(str(label), str(tone), str(icon))


@lru_cache(maxsize=512)
def _badge(label: str, tone: str, icon: str) -> SafeString:
    # As for icons: a page of results says the same few states twenty times.
    return _draw("badge", label=label, tone=tone, icon=icon or BADGE_ICONS.get(tone, ""))


@register.simple_tag
def chip(label: str, href: str, action: str = "") -> SafeString:
    """A short link; with `action` (“Remove the filter”), it says what following it takes away."""
    return _draw("chip", label=label, href=href, action=action)


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A message inside the page. `kind` is info, success, warning or error."""
    return _draw("notice", content=content, kind=kind, title=title, icon=NOTICE_ICONS[kind])


@register.simple_block_tag
def disclosure(content: str, summary: str, open: bool = False) -> SafeString:  # noqa: A002 - HTML's own name
    """A fold that the reader opens, the browser's own `<details>`."""
    return _draw("disclosure", content=content, summary=summary, open=open)


@register.simple_block_tag
def table_region(content: str, label: str) -> SafeString:
    """A region around a wide table, which scrolls and takes the focus so that the keyboard can scroll it."""
    return _draw("table_region", content=content, label=label)


@register.simple_tag
def field(bound: Any) -> SafeString:
    """A form field: label, “required” in a word, hint, error, all tied to the control."""
    return _draw("field", field=bound, shape=_shape_of(bound))


@register.simple_tag
def form_errors(form: BaseForm, focus: bool = True) -> SafeString:
    """What to correct, with a link to each field; the page's script moves the focus there if `focus`."""
    faulty = [bound for bound in form if bound.errors]
    return _draw("form_errors", form=form, faulty=faulty, focus=focus)


@register.simple_tag(takes_context=True)
def pagination(context: template.Context, page: Page[Any], label: str = "") -> SafeString:
    """Links to the other pages of a list, the words of the present address kept."""
    request = context.get("request")
    query: QueryDict = request.GET.copy() if request is not None else QueryDict(mutable=True)
    return _draw("pagination", page=page, links=page_links(page, query), label=label)


@register.simple_tag
def breadcrumb(items: list[tuple[str, str | None]]) -> SafeString:
    """The way from the home page; the last item, or one without address, is where we are."""
    return _draw("breadcrumb", items=items)


@register.simple_tag
def search_box(  # noqa: PLR0917 - a template tag takes its arguments as a template writes them
    value: str = "",
    action: str = "",
    label: str = "",
    placeholder: str = "",
    name: str = "q",
    id: str = "q",  # noqa: A002 - the HTML attribute's own name
    suggestions: str = "",
) -> SafeString:
    """The search form, a landmark; `action` is the address of the results, the present page if empty.

    `suggestions` is the address of what is offered while typing (`/api/v1/suggest`), nothing if empty.
    """
    return _draw(
        "search_box",
        suggestions=suggestions,
        language=get_language() or "",
        value=value,
        action=action,
        label=label,
        placeholder=placeholder,
        name=name,
        id=id,
    )


@register.simple_tag
def cover(kind: str, size: str = "", seed: int = 0, title: str = "") -> SafeString:
    """The drawn cover of a document that has no picture, decorative. `size` is empty or large.

    `seed`, a number of the document, chooses among the drawings and backgrounds of the kind: neighbours differ.
    `title` is set on a large cover; whatever the cover shows is also said beside it.
    """
    known = str(kind) if kind in COVERS else "archive"
    drawings = COVERS[known][1]
    drawn = _cover(known, str(size), seed % drawings + 1, seed % COVER_GROUNDS, bool(title))
    if not title:
        return drawn
    end = "</span>"
    return format_html(
        '{}<span class="cover-title" dir="auto">{}</span>{}',
        SafeString(drawn.removesuffix(end)),
        title,
        SafeString(end),
    )


@lru_cache(maxsize=2048)
def _cover(kind: str, size: str, drawing: int, ground: int, is_titled: bool) -> SafeString:
    # As for icons: a page of results has twenty covers, of a few hundred that exist.
    return _draw(
        "cover",
        drawing=f"{kind}-{drawing}",
        tone=COVERS[kind][0],
        ground=ground,
        size=size,
        is_titled=is_titled,
    )


@register.simple_tag
def staff_ornament() -> SafeString:
    """The musical staff of the home page, decorative."""
    return _draw("staff_ornament")


@register.simple_tag
def empty_state(title: str, text: str = "", icon: str = "search", level: int = 2) -> SafeString:
    """What a page says when there is nothing to list: why, and what to do next."""
    return _draw("empty_state", title=title, text=text, icon=icon, level=level)


@register.simple_tag
def steps(labels: list[str], current: int) -> SafeString:
    """Where one is in a task of several pages; `current` counts from 1."""
    return _draw("steps", labels=labels, current=current)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:  # noqa: A002 - the HTML attribute's own name
    """A dialog that a button `data-opens="id"` opens; without JavaScript it is a section of the page."""
    return _draw("dialog", content=content, id=id, title=title)


@register.simple_tag
def tree(nodes: list[dict[str, Any]], label: str) -> SafeString:
    """A tree of links. A node is `{"label", "url", "count", "open", "children"}`, the last three optional."""
    return _draw("tree", nodes=nodes, label=label)


@register.filter
def first_control(bound: Any) -> str:
    """The id of what takes the focus: the control itself, or the first box of a group."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else str(bound.id_for_label or bound.auto_id)


@register.filter
def theme_icon(theme: str) -> str:
    """The drawing of a theme of the reading comfort, empty for the device's own."""
    return THEME_ICONS.get(theme, "")


@register.filter
def message_kind(tags: str) -> str:
    """The kind of notice of one of Django's messages."""
    level = tags.rsplit(maxsplit=1)[-1] if tags else "info"
    kind = MESSAGE_KINDS.get(level, level)
    return kind if kind in NOTICE_ICONS else "info"


def _shape_of(bound: Any) -> str:
    """How a control is laid out: `choices` for a group, `tick` for a lone box, `plain` for the rest."""
    if bound.use_fieldset:
        return "choices"
    return "tick" if bound.widget_type == "checkbox" else "plain"
