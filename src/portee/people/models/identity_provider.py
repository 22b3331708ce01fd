"""Who says, for a node of the network, who somebody is: FranceConnect, ProConnect, the identity provider of a town.

The secret that we share with it is in the data folder (services/provider_secret.py), never in a row.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.network.models import Establishment


class IdentityProvider(models.Model):
    """One provider of OpenID Connect, as data: what differs from one to another is in these fields, never in code.

    `issuer` is its address, word for word as it says it. One that `vouches_for_readers` knows nobody but readers of the
    establishment: it opens accounts and registers them there. The others say who somebody is, and no more.
    """

    establishment = models.ForeignKey(
        Establishment, on_delete=models.CASCADE, related_name="+", verbose_name=_("establishment")
    )
    name = models.CharField(_("name"), max_length=60)
    issuer = models.CharField(_("address (issuer)"), max_length=300)
    client_id = models.CharField(_("client identifier"), max_length=200)
    secret_handle = models.CharField(max_length=40, blank=True, editable=False)
    scopes = models.CharField(_("scopes"), max_length=200, default="openid profile email")
    acr_values = models.CharField(_("levels of trust (acr_values)"), max_length=200, blank=True)
    other_hosts = models.CharField(_("its other servers"), max_length=300, blank=True)
    vouches_for_readers = models.BooleanField(
        _("knows nobody but readers of the establishment"), default=False
    )
    is_offered = models.BooleanField(_("offered on the sign-in page"), default=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("identity provider")
        verbose_name_plural = _("identity providers")
        constraints = [
            models.UniqueConstraint(
                fields=["establishment", "issuer", "client_id"],
                name="identity_provider_once_per_establishment",
                violation_error_message=_("This provider is already set for this establishment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.establishment}"
