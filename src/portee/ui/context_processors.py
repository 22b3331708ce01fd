"""What the base template needs on every page, worked out only when a template reads it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portee.ui.comfort import COOKIE_NAME, Comfort
from portee.ui.languages import language_links
from portee.ui.navigation import navigation_for
from portee.ui.theme import has_network_theme


def layout(request: HttpRequest) -> dict[str, Any]:
    """Give `comfort`, `navigation`, `language_links`, `network_name` and `has_network_theme`."""
    return {
        "comfort": Comfort.parse(request.COOKIES.get(COOKIE_NAME)),
        "navigation": SimpleLazyObject(lambda: navigation_for(request)),
        "language_links": SimpleLazyObject(lambda: language_links(request)),
        "network_name": settings.NETWORK_NAME,
        "has_network_theme": SimpleLazyObject(has_network_theme),
    }
