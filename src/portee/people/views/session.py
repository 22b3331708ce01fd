"""Signing in and out: allauth's views, dressed in our pages."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import AccountInactiveView, LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from portee.kernel import clock
from portee.people import second_factor
from portee.people.forms.session import SignInForm
from portee.people.queries.card_directory import has_card_directories
from portee.people.queries.identity_provider import offered_providers
from portee.people.services.sign_out import sign_out as end_session
from portee.people.views.outside_end import provider_end


class SignInView(LoginView):
    """The sign-in page; allauth limits the tries and checks where `next` leads."""

    form_class = SignInForm
    template_name = "people/session/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say when this installation is a demonstration, and whether a library card opens too."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["is_demonstration"] = second_factor.is_demonstration()
        context["card_url"] = reverse("people:card_sign_in") if has_card_directories() else ""
        context["providers"] = offered_providers()
        onwards = get_next_redirect_url(self.request)
        context["onwards_query"] = f"?{urlencode({'next': onwards})}" if onwards else ""
        return context


class SignOutView(LogoutView):
    """GET asks, POST ends the session."""

    template_name = "people/session/sign_out.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End it; whoever signed in by a provider is told how to sign out there too."""
        end = provider_end(request)
        response: HttpResponse = super().post(request, *args, **kwargs)
        if end is None:
            return response
        return render(request, "people/outside_identity/signed_out.html", {"end": end})

    def logout(self) -> None:
        """End it by the service, which tells who listens."""
        end_session(request=self.request, at=clock.now())


class ClosedAccountView(AccountInactiveView):
    """What the holder of a closed account reads, after the right password only."""

    template_name = "people/session/closed_account.html"


sign_in = SignInView.as_view()
sign_out = never_cache(SignOutView.as_view())
closed_account = never_cache(ClosedAccountView.as_view())
