"""The addresses under `/gestion/`: Wagtail's, guarded; its home, sign-in and account pages replaced by ours."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from wagtail.admin import urls as wagtail_urls
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import LogoutView
from wagtail.admin.viewsets import viewsets

from portee.ui.backoffice.entrance import guard, replace
from portee.ui.backoffice.views.home import HomeView


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the one sign-in page, which checks `next` itself."""
    target = request.GET.get("next", "")
    query = f"?{urlencode({'next': target})}" if target else ""
    return redirect(resolve_url(settings.LOGIN_URL) + query)


def _account(request: HttpRequest) -> HttpResponse:
    """Lead to the person's own page on the site."""
    del request
    return redirect(settings.ACCOUNT_URL)


def _own_namespaces() -> list[str]:
    return [v.url_namespace for v in viewsets.viewsets if getattr(v, "is_own_screen", False)]


replace(
    wagtail_urls.urlpatterns,
    {
        "wagtailadmin_home": require_admin_access(HomeView.as_view()),
        "wagtailadmin_login": _sign_in,
        "wagtailadmin_account": _account,
        # Wagtail's view drops the session cookie even when it answers GET with 405.
        "wagtailadmin_logout": require_POST(LogoutView.as_view()),
    },
)
urlpatterns: list[Any] = guard(wagtail_urls.urlpatterns, own_namespaces=_own_namespaces())
