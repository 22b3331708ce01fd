"""The second step: given, set up by an application, recovered by codes; allauth's views, dressed in our pages."""

from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainBaseView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache

from portee.people.forms.second_factor import (
    AddAppForm,
    CodeAgainForm,
    PasskeyStepForm,
    PasswordAgainForm,
    SecondStepForm,
)
from portee.people.views.factor_change import after_adding, after_removing, after_renewing_codes


class SecondStepView(AuthenticateView):
    """After the password or the link: a code, or a passkey."""

    form_class = SecondStepForm
    webauthn_form_class = PasskeyStepForm
    template_name = "people/second_factor/second_step.html"


class AddAppView(ActivateTOTPView):
    """Sets an application up that draws a code every thirty seconds."""

    form_class = AddAppForm
    template_name = "people/second_factor/add_app.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The drawing, and the secret in groups of four for whoever types it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["secret_parts"] = [secret[at : at + 4] for at in range(0, len(secret), 4)]
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, in one go with its entry of the trail."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            kept = Authenticator.objects.get(
                user_id=self.request.user.pk, type=Authenticator.Type.TOTP
            )
            after_adding(self.request, kept)
        return response


class RemoveAppView(DeactivateTOTPView):
    """GET asks, POST removes it."""

    template_name = "people/second_factor/remove_app.html"
    success_url = reverse_lazy("people:security")

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, in one go with its entry of the trail."""
        factor_id = self.authenticator.pk
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            after_removing(self.request, self.authenticator, factor_id=factor_id)
        return response


class CodesView(ViewRecoveryCodesView):
    """The recovery codes, to print; they are shown once."""

    template_name = "people/second_factor/codes.html"


class RenewCodesView(GenerateRecoveryCodesView):
    """GET asks, POST draws other codes."""

    template_name = "people/second_factor/renew_codes.html"
    success_url = reverse_lazy("people:recovery_codes")

    def form_valid(self, form: Any) -> HttpResponse:
        """Draw them, in one go with the entry of the trail."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            after_renewing_codes(self.request)
        return response


class PasswordAgainView(ReauthenticateView):
    """Asks for the password again before something delicate."""

    form_class = PasswordAgainForm
    template_name = "people/second_factor/again.html"


class CodeAgainView(CodeAgainBaseView):
    """Asks for a code again, or for the one that a session still owes."""

    form_class = CodeAgainForm
    template_name = "people/second_factor/again.html"


second_step = never_cache(SecondStepView.as_view())
add_app = never_cache(login_required(AddAppView.as_view()))
remove_app = never_cache(RemoveAppView.as_view())
recovery_codes = never_cache(login_required(CodesView.as_view()))
renew_codes = never_cache(login_required(RenewCodesView.as_view()))
password_again = never_cache(PasswordAgainView.as_view())
code_again = never_cache(CodeAgainView.as_view())
