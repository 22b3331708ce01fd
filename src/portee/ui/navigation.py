"""The registry of navigation: contexts say which pages they offer, layouts draw them in order.

A context registers in its `AppConfig.ready`. This module knows no page by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from portee.kernel.actor import VISITOR, Actor

Place = Literal["main", "footer", "account", "sign-in"]
"""`main` and `footer` are for everybody, `account` for people signed in, `sign-in` for visitors."""


def _everyone(_actor: Actor) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One link, or one button when `method` is `post` (signing out changes something, so it is no link).

    `counts` names what the reader's own browser counts beside the label: pages stay the same for everybody.
    `shown_to` decides on the actor; it must not ask the database, since every page calls it.
    """

    label: str | Promise
    url_name: str
    order: int
    place: Place = "main"
    icon: str = ""
    method: Literal["get", "post"] = "get"
    counts: str = ""
    shown_to: Callable[[Actor], bool] = field(default=_everyone)


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """An entry resolved for one request; `current` is the value of aria-current, or empty."""

    label: str
    url: str
    icon: str
    method: str
    current: str
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Navigation:
    """The links of one page, by place."""

    main: tuple[NavigationLink, ...]
    footer: tuple[NavigationLink, ...]
    account: tuple[NavigationLink, ...]
    sign_in: tuple[NavigationLink, ...]


_entries: list[NavigationEntry] = []


def register(entry: NavigationEntry) -> None:
    """Offer an entry; registering the same page twice at one place keeps the last."""
    unregister(entry.url_name, place=entry.place)
    _entries.append(entry)


def unregister(url_name: str, *, place: Place) -> None:
    """Withdraw the entry of this page at this place, if there is one."""
    _entries[:] = [
        known for known in _entries if (known.url_name, known.place) != (url_name, place)
    ]


def registered_entries(place: Place) -> tuple[NavigationEntry, ...]:
    """The entries of a place, in order, whoever may see them."""
    found = [entry for entry in _entries if entry.place == place]
    return tuple(sorted(found, key=lambda entry: (entry.order, entry.url_name)))


def navigation_for(request: HttpRequest) -> Navigation:
    """Resolve every entry for this request's person, language and page."""
    actor: Actor = getattr(request, "actor", VISITOR)
    return Navigation(
        main=_links("main", actor, request.path),
        footer=_links("footer", actor, request.path),
        account=() if actor.is_visitor else _links("account", actor, request.path),
        sign_in=_links("sign-in", actor, request.path) if actor.is_visitor else (),
    )


def _links(place: Place, actor: Actor, path: str) -> tuple[NavigationLink, ...]:
    return tuple(_link(entry, path) for entry in registered_entries(place) if entry.shown_to(actor))


def _link(entry: NavigationEntry, path: str) -> NavigationLink:
    url = _address(entry.url_name, get_language(), get_urlconf() or settings.ROOT_URLCONF)
    return NavigationLink(
        label=str(entry.label),
        url=url,
        icon=entry.icon,
        method=entry.method,
        current=_current(url, path),
        counts=entry.counts,
    )


@lru_cache(maxsize=512)
def _address(url_name: str, _language: str | None, urlconf: str) -> str:
    """The address of a page in the present language: a page looks for a dozen, always the same."""
    return reverse(url_name, urlconf=urlconf)


def _current(url: str, path: str) -> str:
    """The page itself is `page`; a page below it makes its section `true`."""
    if path == url:
        return "page"
    is_section = url.count("/") > 2 or (url.count("/") == 2 and url != "/en/")
    return "true" if is_section and path.startswith(url) else ""
