"""A person's dated tie to an establishment, which opens what it pays for."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portee.network.models import Establishment
from portee.people.models.account import Account
from portee.people.models.registration import Registration


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by date."""

    def in_force(self, *, on: date) -> "MembershipQuerySet":
        """Those whose dates include the day `on`; both ends belong to the membership."""
        return self.filter(start_date__lte=on, end_date__gte=on)

    def under(self, paths: Iterable[str]) -> "MembershipQuerySet":
        """Those held at one of these nodes or below it; no path, no membership."""
        reach = Q(pk__in=[])
        for path in paths:
            reach |= Q(establishment__path__startswith=path)
        return self.filter(reach)


class Membership(models.Model):
    """Being registered at an establishment from a day to a day, both included. Renewing adds another one after it.

    `registration` is the request it came from: at most one comes of each, whoever decides at the same moment.
    `is_dated_by_system`: the reader system gave it, and shortens it too; what a person decided, it only prolongs.
    """

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("account")
    )
    establishment = models.ForeignKey(
        Establishment, on_delete=models.PROTECT, related_name="+", verbose_name=_("establishment")
    )
    registration = models.OneToOneField(
        Registration, on_delete=models.SET_NULL, null=True, blank=True, related_name="membership"
    )
    start_date = models.DateField(_("from"))
    end_date = models.DateField(_("until"))
    is_dated_by_system = models.BooleanField(_("ends when the reader system says"), default=False)
    reminded_at = models.DateTimeField(null=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "establishment", "start_date"],
                name="membership_once_per_start",
            ),
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")), name="membership_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["end_date"], name="membership_by_end")]

    def __str__(self) -> str:
        return f"{self.account} · {self.establishment}"
