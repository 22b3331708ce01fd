"""How often the catalogue has changed: one row, which whoever writes the catalogue takes first."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CatalogueState(models.Model):
    """The generation of the catalogue, raised by each transaction that writes records or resources.

    Raising it locks the row until the transaction ends, so that two imports never match records at the same time: on
    PostgreSQL by the lock of the row, on SQLite because one transaction writes at a time anyway.
    """

    generation = models.PositiveBigIntegerField(_("generation"), default=0)

    class Meta:
        verbose_name = _("state of the catalogue")
        verbose_name_plural = _("states of the catalogue")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="catalogue_has_one_state"),
        ]

    def __str__(self) -> str:
        return str(self.generation)
