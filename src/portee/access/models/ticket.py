"""What a supplier's machine shows us to learn who came: used once, kept as a fingerprint, gone within minutes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portee.access.models.launch import Launch
from portee.access.models.supplier import Supplier


class Ticket(models.Model):
    """One ticket, bound to a supplier and to the very address it was asked for.

    `fingerprint` is the SHA-256 of its text, which is kept nowhere. `parent` is the right to ask in the person's name
    through which a proxy ticket was had; `proxies` are the callbacks on the way, the last one first. `kind` is a word
    of the protocol (protocols/cas, services/oidc_token.py); `data` is what it has to be shown with.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10)
    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="+")
    service = models.CharField(max_length=2_000)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    launch = models.ForeignKey(Launch, on_delete=models.SET_NULL, null=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="children")
    proxies = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("until"), db_index=True)
    used_at = models.DateTimeField(_("used at"), null=True)

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="ticket_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.supplier_id}"
