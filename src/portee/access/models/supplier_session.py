"""That a supplier let somebody in by a ticket, kept until it was told that she left."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portee.access.models.supplier import Supplier


class SupplierSession(models.Model):
    """One session at a supplier that wants to be told of its end.

    `reference` is what the supplier knows it by: the ticket that opened it, which opens nothing any more. `end_at` is
    where it is told. `ended_at` is when we left, `told_at` when the supplier had answered; rows live a day. Once she
    is erased, `account` is None and the supplier is told all the same.
    """

    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    reference = models.CharField(max_length=100)
    end_at = models.CharField(_("where its end is told"), max_length=2_000)
    opened_at = models.DateTimeField(_("opened at"), db_index=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    told_at = models.DateTimeField(_("told at"), null=True)

    class Meta:
        verbose_name = _("session at a supplier")
        verbose_name_plural = _("sessions at suppliers")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account", "ended_at"], name="supplier_session_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id} · {self.opened_at:%Y-%m-%d}"
