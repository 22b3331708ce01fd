"""Forgotten and changed passwords: allauth's views, dressed in our pages."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.account.views import (
    PasswordChangeView,
    PasswordResetDoneView,
    PasswordResetFromKeyDoneView,
    PasswordResetFromKeyView,
    PasswordResetView,
)
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache

from portee.kernel import clock
from portee.people.forms.password import AskPasswordForm, ChangePasswordForm, ChoosePasswordForm
from portee.people.services.open_session import end_sessions


class AskPasswordView(PasswordResetView):
    """Asks for an address; the answer is the same whether it is known or not."""

    form_class = AskPasswordForm
    template_name = "people/password/ask.html"
    success_url = reverse_lazy("people:password_reset_sent")


class PasswordSentView(PasswordResetDoneView):
    """Says that a mail left, and what to do if none comes."""

    template_name = "people/password/sent.html"


class ChoosePasswordView(PasswordResetFromKeyView):
    """What the link of the mail opens, once."""

    form_class = ChoosePasswordForm
    template_name = "people/password/choose.html"
    reset_url_key = "choisir"
    success_url = reverse_lazy("people:password_reset_chosen")

    def form_valid(self, form: Any) -> HttpResponse:
        """Save the password; whoever chooses a first one is signed in, after the second step if she has one."""
        is_first = not self.reset_user.has_usable_password()
        response: HttpResponse = super().form_valid(form)
        # Whoever was signed in under the former password is not any more.
        end_sessions(account_id=self.reset_user.pk, at=clock.now())
        if not is_first or not self.reset_user.is_active:
            return response
        record_authentication(
            self.request, self.reset_user, method="code", email=self.reset_user.email
        )
        signed_in: HttpResponse = perform_login(
            self.request, self.reset_user, redirect_url=reverse("people:account")
        )
        return signed_in


class PasswordChosenView(PasswordResetFromKeyDoneView):
    """Says that the new password works."""

    template_name = "people/password/chosen.html"


class ChangePasswordView(PasswordChangeView):
    """Changes one's own password, the present one being asked again."""

    form_class = ChangePasswordForm
    template_name = "people/password/change.html"
    success_url = reverse_lazy("people:account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Save the password; every other session ends, this one takes another key."""
        end_sessions(
            account_id=self.request.user.pk,
            except_key=self.request.session.session_key,
            at=clock.now(),
        )
        response: HttpResponse = super().form_valid(form)
        return response

    def get_default_success_url(self) -> str:
        """Back to one's own page."""
        return str(self.success_url)


ask_password = never_cache(AskPasswordView.as_view())
password_sent = never_cache(PasswordSentView.as_view())
choose_password = never_cache(ChoosePasswordView.as_view())
password_chosen = never_cache(PasswordChosenView.as_view())
change_password = never_cache(ChangePasswordView.as_view())
