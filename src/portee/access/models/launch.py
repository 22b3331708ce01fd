"""One hand-over of a person to an offer, counted; and the seat it takes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portee.access.models.entitlement import Entitlement
from portee.access.models.offer import Offer
from portee.network.models import Establishment


class Launch(models.Model):
    """One opening. `account` is emptied after four months, when the person is struck off, or was never known.

    `establishment` is the one whose right opened. `is_example` marks what staff opened to see what readers see: it is
    not counted, and opens nothing that is paid for.
    """

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="launches")
    entitlement = models.ForeignKey(
        Entitlement, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    establishment = models.ForeignKey(
        Establishment, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    is_on_site = models.BooleanField(_("on the spot"), default=False)
    is_example = models.BooleanField(_("as an example"), default=False)

    class Meta:
        verbose_name = _("launch")
        verbose_name_plural = _("launches")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["offer", "account", "at"], name="launch_by_person"),
            models.Index(fields=["at"], name="launch_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} · {self.at:%Y-%m-%d}"


class Seat(models.Model):
    """One of the seats of an offer, taken until `expires_at` at the latest. The next opening moves it on."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="seats")
    launch = models.OneToOneField(Launch, on_delete=models.CASCADE, related_name="seat")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["offer", "expires_at"], name="seat_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} · {self.expires_at:%H:%M}"
