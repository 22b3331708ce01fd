"""What a person agreed, or not, that a supplier be told beyond the identifier."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portee.access.models.supplier import Supplier


class SharingConsent(models.Model):
    """One answer of one person for one supplier; taken back, the row is gone and the question comes again.

    `facts` are the facts that were asked for, in the words of sheets (sheets/fact.py); a sheet that asks for more is
    asked about anew.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="+")
    facts = models.JSONField(_("what was asked for"), default=list)
    is_given = models.BooleanField(_("agreed"))
    decided_at = models.DateTimeField(_("decided at"))

    class Meta:
        verbose_name = _("consent to share")
        verbose_name_plural = _("consents to share")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["account", "supplier"], name="sharing_consent_once_per_supplier"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id} · {self.account_id}"
