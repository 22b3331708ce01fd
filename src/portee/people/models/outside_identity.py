"""Who an account is for an identity provider."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portee.people.models.account import Account
from portee.people.models.identity_provider import IdentityProvider


class OutsideIdentity(models.Model):
    """The name that a provider vouched for once its holder had signed in there: it opens this account.

    `issuer` is kept beside the provider: a row that is led to another address opens nobody's account. A subject is
    worth something at its provider only; an e-mail address that it says is worth nothing here.
    """

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="outside_identities"
    )
    provider = models.ForeignKey(
        IdentityProvider, on_delete=models.CASCADE, related_name="identities"
    )
    issuer = models.CharField(_("address (issuer)"), max_length=300)
    subject = models.CharField(_("identifier there"), max_length=255)
    joined_at = models.DateTimeField(_("joined at"))

    class Meta:
        verbose_name = _("outside identity")
        verbose_name_plural = _("outside identities")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "issuer", "subject"], name="outside_identity_opens_one_account"
            ),
            models.UniqueConstraint(
                fields=["account", "provider", "issuer"],
                name="outside_identity_once_per_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} · {self.account_id}"
