"""The guard at the door of `/gestion/`: Wagtail's addresses, closed unless named here.

Wagtail brings dozens of screens (pages, images, users, groups, reports…) that would be a second truth about
rights. Their names still resolve, since Wagtail's own templates reverse some of them, but only those of
`OPEN_NAMES` and our own screens answer; a screen that a new version of Wagtail adds is closed until somebody
opens it here.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver
from django.utils import translation

from portee.ui.backoffice.actor_permission_policy import ACTOR_ATTRIBUTE

View = Callable[..., HttpResponseBase]

OPEN_NAMES = frozenset({"wagtailadmin_home", "wagtailadmin_logout", "wagtailadmin_account"})
"""Addresses of Wagtail's own that staff may use."""

PUBLIC_NAMES = frozenset(
    {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_login"}
)
"""Addresses that answer before anybody signed in: icons, translated words, the way to the sign-in page."""

_checks: list[Callable[[HttpRequest], None]] = []
Detour = Callable[[HttpRequest], HttpResponseBase | None]
_detours: list[Detour] = []


def register_detour(detour: Detour) -> None:
    """Ask `detour`, before roles are looked at, whether somebody signed in has something to do elsewhere first."""
    if detour not in _detours:
        _detours.append(detour)


def register_check(check: Callable[[HttpRequest], None]) -> None:
    """Call `check` with each request of a staff member before any screen; it may raise `PermissionDenied`."""
    if check not in _checks:
        _checks.append(check)


def guard(patterns: Iterable[Any], *, own_namespaces: Iterable[str]) -> list[Any]:
    """Put the guard before every view of the patterns, in place; return them."""
    kept = list(patterns)
    own = frozenset(own_namespaces)
    for namespace, pattern in _leaves(kept):
        name = pattern.name or ""
        is_public = not namespace and name in PUBLIC_NAMES
        is_open = is_public or namespace in own or (not namespace and name in OPEN_NAMES)
        pattern.callback = _guarded(pattern.callback, is_open=is_open, is_public=is_public)
    return kept


def replace(patterns: Iterable[Any], views: dict[str, View]) -> None:
    """Give another view to the addresses named without a namespace."""
    for namespace, pattern in _leaves(patterns):
        if not namespace and pattern.name in views:
            pattern.callback = views[pattern.name]


def _leaves(patterns: Iterable[Any], namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _leaves(pattern.url_patterns, pattern.namespace or namespace)
        else:
            yield namespace, pattern


def _guarded(view: View, *, is_open: bool, is_public: bool) -> View:
    if getattr(view, "is_guarded", False):
        return view

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_public:
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        for detour in _detours:
            if (elsewhere := detour(request)) is not None:
                return elsewhere
        _let_in(request)
        if not is_open:
            raise Http404
        return view(request, *args, **kwargs)

    guarded.is_guarded = True  # type: ignore[attr-defined]
    # Some of Wagtail's machine addresses waive the check of origin; nothing behind this door does.
    guarded.csrf_exempt = False  # type: ignore[attr-defined]
    return guarded


def _let_in(request: HttpRequest) -> None:
    """Refuse whoever holds no staff role today; leave the actor where the permission policy finds it."""
    actor = request.actor  # type: ignore[attr-defined]
    if not actor.is_staff:
        raise PermissionDenied
    for check in _checks:
        check(request)
    setattr(request.user, ACTOR_ATTRIBUTE, actor)
    # /gestion/ has one address for all languages: the account's own language is spoken there.
    translation.activate(getattr(request.user, "language", settings.LANGUAGE_CODE))
