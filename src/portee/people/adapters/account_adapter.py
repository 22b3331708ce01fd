"""How django-allauth speaks for us: our mails, in the language of the person, and no public sign-up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from portee.people import known_device, sign_in_name
from portee.people.handlers import begin_sign_in, has_just_signed_in
from portee.people.models import Account
from portee.people.services.failed_sign_in import TooManyTriesError, forgive_try

MAILS = {
    "account/email/password_reset_key": "password_reset",
    "account/email/unknown_account": "unknown_address",
    "account/email/password_changed": "password_changed",
    "account/email/password_set": "password_changed",
    "account/email/password_reset": "password_changed",
}
"""Our mail (people/templates/people/email/) for each of allauth's that can leave."""


class AccountAdapter(DefaultAccountAdapter):
    """Our answers to allauth."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account alone: an establishment does (see the sign-in page)."""
        del request
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try before the password is looked at; refuse it in words when it comes too soon."""
        try:
            self._tried = begin_sign_in(request, login=str(credentials.get("email", "")))
        except TooManyTriesError as error:
            raise ValidationError(_too_soon(error), code="too_many_login_attempts") from error

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """The account, if the password is right; the try then does not count."""
        account: Account | None = super().authenticate(request, **credentials)
        if account is not None:
            forgive_try(self._tried)
        return account

    def post_login(self, request: HttpRequest, user: Account, **facts: Any) -> HttpResponse:
        """Go where allauth leads; the browser is known to this account from now on."""
        response: HttpResponse = super().post_login(request, user, **facts)
        # However she signed in, the session ends with the browser's window (ACCOUNT_SESSION_REMEMBER).
        request.session.set_expiry(0)
        remember_device(request, response, login=user.email)
        return response

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whether to ask again who it is: not of whoever has just signed in."""
        if has_just_signed_in(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def send_notification_mail(self, template_prefix: str, user: Account, **more: Any) -> None:
        """Tell the person of a change; those of her second step are told by services/second_factor.py."""
        if not template_prefix.startswith("mfa/"):
            super().send_notification_mail(template_prefix, user, **more)

    def is_safe_url(self, url: str | None) -> bool:
        """Whether `next` may lead there: to a path of this site, from its root, and nowhere else."""
        return bool(url and url.startswith("/") and super().is_safe_url(url))

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        """Write one of our mails, text and HTML, in the language of the account that receives it."""
        account = context.get("user")
        language = account.language if isinstance(account, Account) else translation.get_language()
        with translation.override(language):
            return write_mail(
                MAILS[template_prefix],
                to=[email] if isinstance(email, str) else email,
                context=context,
                headers=headers,
            )


def remember_device(request: HttpRequest, response: HttpResponse, *, login: str) -> None:
    """Make this browser known to whoever signs in with `login`, beside those it knows already."""
    name = settings.DEVICE_COOKIE_NAME
    laid = response.cookies.get(name)
    response.set_cookie(
        name,
        known_device.remembered(laid.value if laid else request.COOKIES.get(name, ""), login),
        max_age=known_device.LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def write_mail(
    name: str, *, to: list[str], context: dict[str, Any], headers: dict[str, str] | None = None
) -> EmailMultiAlternatives:
    """Render the mail called `name` in the active language: a subject on one line, a text, an HTML twin.

    Whoever has no e-mail address receives nothing: a message without any recipient is not sent.
    """
    context = {"network_name": settings.NETWORK_NAME, "site_url": settings.BASE_URL, **context}
    subject = render_to_string(f"people/email/{name}_subject.txt", context)
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"people/email/{name}.txt", context).strip() + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address for address in to if not sign_in_name.is_stored_name(address)],
        headers=headers,
    )
    message.attach_alternative(render_to_string(f"people/email/{name}.html", context), "text/html")
    return message


def _too_soon(error: TooManyTriesError) -> str:
    minutes = max(1, -(-int(error.wait.total_seconds()) // 60))
    text = ngettext(
        "Too many wrong passwords for this address. Wait %(count)d minute, or ask for a sign-in link.",
        "Too many wrong passwords for this address. Wait %(count)d minutes, or ask for a sign-in link.",
        minutes,
    )
    return text % {"count": minutes}
