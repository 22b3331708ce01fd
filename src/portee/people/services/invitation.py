"""Writing to somebody whose account was just opened, and welcoming a person at the desk."""

from datetime import date, datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from portee.kernel.actor import Actor, RoleKind
from portee.people.adapters.account_adapter import write_mail
from portee.people.models import Account, Role
from portee.people.services.account import create_account
from portee.people.services.role import grant_role


@transaction.atomic
def welcome_person(
    *,
    email: str,
    display_name: str,
    language: str,
    kind: RoleKind,
    establishment_id: int,
    start_date: date,
    end_date: date | None,
    actor: Actor,
    at: datetime,
) -> Role:
    """Give a role to whoever uses the address; somebody new receives an account and a link, never a password.

    A known person keeps the name and the language she chose. Raises what `create_account` and `grant_role` raise.
    """
    account = Account.objects.filter(email__iexact=email.strip()).first()
    is_new = account is None
    if account is None:
        account = create_account(
            email=email, display_name=display_name, language=language, actor=actor, at=at
        )
    role = grant_role(
        account_id=account.pk,
        establishment_id=establishment_id,
        kind=kind,
        start_date=start_date,
        end_date=end_date,
        actor=actor,
        at=at,
    )
    if is_new:
        invite_person(account=account, establishment_name=role.establishment.name)
    return role


def invite_person(*, account: Account, establishment_name: str) -> None:
    """Send the link by which the person chooses her password, in her language."""
    with translation.override(account.language):
        path = activation_path(account)
        write_mail(
            "invitation",
            to=[account.email],
            context={
                "person_name": str(account),
                "establishment_name": establishment_name,
                "password_reset_url": settings.BASE_URL.rstrip("/") + path,
            },
        ).send()


def activation_path(account: Account) -> str:
    """Where the person chooses a password, once, within three days; in the active language."""
    key = default_token_generator.make_token(account)
    return reverse(
        "people:password_reset_key",
        kwargs={"uidb36": user_pk_to_url_str(account), "key": key},
    )
