"""By what name a supplier knows a person: kept, so that a new key changes the names of nobody."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portee.access.models.supplier import Supplier


class SupplierIdentifier(models.Model):
    """One person at one supplier. `value` is drawn once (sheets/identifier.py) and never changes."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="+")
    value = models.CharField(_("identifier"), max_length=64)
    created_at = models.DateTimeField(_("created at"))

    class Meta:
        verbose_name = _("identifier at a supplier")
        verbose_name_plural = _("identifiers at suppliers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["account", "supplier"], name="supplier_identifier_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["supplier", "value"], name="supplier_identifier_of_one_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id} · {self.account_id}"
