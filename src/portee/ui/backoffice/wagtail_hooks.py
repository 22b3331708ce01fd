"""What Wagtail asks of us at start: the menu keeps our screens only, and the shell wears our colours."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("construct_main_menu", order=1000)
def keep_own_screens(request: HttpRequest, menu_items: list[Any]) -> None:
    """Drop every entry that Wagtail brings by itself."""
    del request
    menu_items[:] = [item for item in menu_items if getattr(item, "is_own_screen", False)]


@hooks.register("insert_global_admin_css")
def wear_our_colours() -> SafeString:
    """Link our letters and colours, then the few classes of our own screens."""
    return format_html_join(
        "",
        '<link rel="stylesheet" href="{}">',
        ((static(name),) for name in ("ui/backoffice.css", "backoffice/screens.css")),
    )


@hooks.register("get_avatar_url")
def same_avatar_for_all(user: Any, size: int) -> str:
    """A drawing of ours for everybody: no picture is fetched from elsewhere."""
    del user, size
    return static("backoffice/person.svg")
