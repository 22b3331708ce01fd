"""How django-allauth speaks for us: our mails, in the language of the person, and no public sign-up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation

from portee.people import sign_in_name
from portee.people.models import Account

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
