"""A person who can sign in."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.people import sign_in_name


class AccountManager(BaseUserManager["Account"]):
    """Creates accounts; an e-mail address is kept as typed and compared without case."""

    def create_user(self, *, email: str, password: str | None = None, **fields: Any) -> "Account":
        """Create an account; without a password it cannot sign in until one is chosen."""
        account = self.model(email=email.strip(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Find an account by its e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class Account(AbstractBaseUser, PermissionsMixin):
    """A person: an e-mail address to sign in with, a name to be called by. Rights come from roles alone.

    Somebody without an address signs in with a name, stored in its place (sign_in_name.py).

    `groups_derived_on` is the day for which `services.group.derive_groups` last wrote the groups.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("For the messages we send and, for staff, the back office."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    groups_derived_on = models.DateField(null=True, editable=False)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="account_email_unique_without_case"),
            models.CheckConstraint(
                condition=models.Q(is_superuser=False), name="account_rights_come_from_roles"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.sign_in_text

    @property
    def sign_in_text(self) -> str:
        """What the person types to sign in: an e-mail address, or a name for want of one."""
        return sign_in_name.shown(self.email)

    def get_full_name(self) -> str:
        """The name Wagtail shows beside an entry."""
        return str(self)

    @property
    def first_name(self) -> str:
        """What Wagtail's sidebar calls the person."""
        return str(self)
