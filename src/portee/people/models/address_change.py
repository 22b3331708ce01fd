"""A new address to sign in with, until whoever reads its mailbox says so."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portee.people.models.account import Account


class AddressChange(models.Model):
    """One change that was asked for; another one replaces it. The link sent to `email` holds its sealed number."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(_("new e-mail address"))
    asked_at = models.DateTimeField(_("asked on"))

    class Meta:
        verbose_name = _("change of address")
        verbose_name_plural = _("changes of address")

    def __str__(self) -> str:
        return str(self.pk)
