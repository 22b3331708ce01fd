"""What the portal remembers of itself, in one row."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PortalState(models.Model):
    """Whoever composes the home page takes this row first, so that two people never write at once.

    `home_agreed_at`: when somebody said of the home page that it suits the network. `steps_closed_at`: when the first
    steps of an installation were put away for good.
    """

    home_agreed_at = models.DateTimeField(_("home page agreed at"), null=True)
    steps_closed_at = models.DateTimeField(_("first steps closed at"), null=True)

    class Meta:
        verbose_name = _("state of the portal")
        verbose_name_plural = _("states of the portal")

    def __str__(self) -> str:
        return str(self.pk)
