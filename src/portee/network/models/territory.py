"""The outline of what a node serves, drawn behind the map."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portee.network.models.establishment import Establishment


class Territory(models.Model):
    """The outline of a network's territory.

    `rings` is a list of closed lines, each a list of [longitude, latitude] in WGS 84 degrees; `credit` names whoever
    drew it and is shown under every map that uses it.
    """

    establishment = models.OneToOneField(
        Establishment,
        on_delete=models.CASCADE,
        related_name="territory",
        verbose_name=_("establishment"),
    )
    rings = models.JSONField(_("outline"))
    credit = models.CharField(_("credit"), max_length=200)

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")

    def __str__(self) -> str:
        return str(self.establishment)
