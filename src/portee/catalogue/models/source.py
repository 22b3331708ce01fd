"""Where records come from."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.catalogue.models.format_choice import FormatChoice


class Source(models.Model):
    """One catalogue, list or spreadsheet that gives records, and what it does in its own way.

    `sheet` is a `MappingSheet` as JSON; the empty object is the standard. A source of no establishment belongs to the
    whole network. `is_licensed`: its titles open through an offer, which `access` ties to it.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    establishment = models.ForeignKey(
        "network.Establishment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("establishment"),
    )
    format = models.CharField(
        _("format"), max_length=20, choices=FormatChoice.choices, blank=True, default=""
    )
    sheet = models.JSONField(_("mapping sheet"), default=dict, blank=True)
    is_licensed = models.BooleanField(_("opens through an offer"), default=False, editable=False)
    licence = models.TextField(_("licence of the records"), blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name
