"""Who has a resource, and which copies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portee.catalogue.models.record import Record


class Holding(models.Model):
    """That an establishment has what a living record describes. Those of a resource are those of its records.

    `establishment_code` is the code as the source writes it, kept whether or not it names an establishment of ours.
    """

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, related_name="holdings", verbose_name=_("record")
    )
    establishment = models.ForeignKey(
        "network.Establishment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("establishment"),
    )
    establishment_code = models.CharField(
        _("code of the establishment"), max_length=100, blank=True
    )

    class Meta:
        verbose_name = _("holding")
        verbose_name_plural = _("holdings")

    def __str__(self) -> str:
        return self.establishment_code


class Item(models.Model):
    """One physical copy of a holding, as exported."""

    holding = models.ForeignKey(
        Holding, on_delete=models.CASCADE, related_name="items", verbose_name=_("holding")
    )
    collection = models.CharField(_("collection"), max_length=200, blank=True)
    location = models.CharField(_("location"), max_length=200, blank=True)
    call_number = models.CharField(_("call number"), max_length=200, blank=True)
    barcode = models.CharField(_("barcode"), max_length=100, blank=True)
    kind = models.CharField(_("kind"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    statement = models.TextField(_("holdings statement"), blank=True)
    loan = models.CharField(_("loan"), max_length=200, blank=True)
    availability = models.CharField(_("availability"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")

    def __str__(self) -> str:
        return self.barcode or self.call_number
