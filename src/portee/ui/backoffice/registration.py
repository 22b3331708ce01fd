"""How contexts bring their screens, in `AppConfig.ready`."""

from collections.abc import Callable
from typing import Any

from wagtail import hooks


def register_screens(*screens: Callable[[], Any]) -> None:
    """Register classes of `ScopedViewSet` or `Screen`; they are made when the addresses are first read."""
    hooks.register("register_admin_viewset", lambda: [screen() for screen in screens])
