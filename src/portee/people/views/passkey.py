"""Passkeys: signing in with one, adding, naming and removing them; allauth's views, dressed in our pages."""

from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portee.people.adapters.rate_limit import too_often
from portee.people.forms.second_factor import (
    AddPasskeyForm,
    NamePasskeyForm,
    PasskeyAgainForm,
    PasskeySignInForm,
)
from portee.people.views.factor_change import after_adding, after_removing

CHALLENGE_SECONDS: Final = 600
"""As long as somebody may take to find the device that holds the passkey."""


class PasskeySignInView(LoginWebAuthnView):
    """GET, asked by the island of the sign-in page, draws a challenge; POST answers it."""

    form_class = PasskeySignInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the challenge, and the token of the session that now holds it: the page was drawn without either."""
        del args, kwargs
        if request.headers.get("Accept") != "application/json":
            return redirect("people:sign_in")
        if refused := too_often(request, "passkey_challenge"):
            return refused
        options = auth.begin_authentication(user=None)
        # The session of a visitor who goes no further is soon forgotten.
        request.session.set_expiry(CHALLENGE_SECONDS)
        return JsonResponse({"request_options": options, "csrf": get_token(request)})

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that it did not work, where the other ways in are."""
        del form
        messages.error(
            self.request, _("This passkey did not work here: use another way to sign in.")
        )
        return redirect("people:sign_in")


class AddPasskeyView(AddWebAuthnView):
    """Has the device draw a passkey; only one that verifies its holder is taken, so that it stands for both factors."""

    form_class = AddPasskeyForm
    template_name = "people/passkey/add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The challenge, as strict as the check."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["options"] = auth.begin_registration(self.request.user, True)  # noqa: FBT003 - allauth's own signature
        # allauth's view answers a faulty form with a fresh one.
        context["form"] = kwargs.get("form", context.get("form"))
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, in one go with its entry of the trail."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            rows = Authenticator.objects.filter(
                user_id=self.request.user.pk, type=Authenticator.Type.WEBAUTHN
            )
            after_adding(self.request, rows.latest("pk"))
        return response


class NamePasskeyView(EditWebAuthnView):
    """Names a passkey."""

    form_class = NamePasskeyForm
    template_name = "people/passkey/name.html"
    success_url = reverse_lazy("people:security")

    def get_success_url(self) -> str:
        """Back to the list."""
        return reverse("people:security")


class RemovePasskeyView(RemoveWebAuthnView):
    """GET asks, POST removes it."""

    template_name = "people/passkey/remove.html"

    def get_success_url(self) -> str:
        """Back to the list."""
        return reverse("people:security")

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, in one go with its entry of the trail."""
        removed = self.get_object()
        factor_id = removed.pk
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            after_removing(self.request, removed, factor_id=factor_id)
        return response


class PasskeyAgainView(ReauthenticateWebAuthnView):
    """Asks for a passkey again before something delicate."""

    form_class = PasskeyAgainForm
    template_name = "people/passkey/again.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that it did not work, where it was asked."""
        del form
        messages.error(
            self.request, _("This passkey did not work here: use another way to sign in.")
        )
        return redirect("people:passkey_again")


passkey_sign_in = never_cache(PasskeySignInView.as_view())
add_passkey = never_cache(login_required(AddPasskeyView.as_view()))
name_passkey = never_cache(login_required(NamePasskeyView.as_view()))
remove_passkey = never_cache(login_required(RemovePasskeyView.as_view()))
passkey_again = never_cache(PasskeyAgainView.as_view())
