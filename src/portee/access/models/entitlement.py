"""Which establishments' members may open an offer, and on what terms."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.access.address_range import read_range
from portee.access.models.offer import Offer
from portee.network.models import Establishment


class Holder(models.TextChoices):
    """Who, at the establishments of a right, may open."""

    MEMBERS = "members", _("People registered there")
    ROLES = "roles", _("People who hold a role there")
    EVERYBODY = "everybody", _("Everybody, without an account")


class PlaceTerm(models.TextChoices):
    """From where."""

    ANYWHERE = "anywhere", _("From anywhere")
    ON_SITE = "on_site", _("On the spot only")
    REMOTE = "remote", _("Away from the establishment only")


class Entitlement(models.Model):
    """One right over an offer, on days both included.

    `establishments` are nodes; with `covers_below`, all that stand under them too. Ages are whole years, both bounds
    included. `communes` are names, one a line, of where the reader lives; none is anywhere.
    """

    offer = models.ForeignKey(
        Offer, on_delete=models.CASCADE, related_name="entitlements", verbose_name=_("offer")
    )
    establishments = models.ManyToManyField(
        Establishment, related_name="+", verbose_name=_("establishments")
    )
    covers_below = models.BooleanField(_("and all those below them"), default=True)
    agreement = models.CharField(_("agreement"), max_length=200, blank=True)
    start_date = models.DateField(_("from"))
    end_date = models.DateField(_("until"), null=True, blank=True)
    holder = models.CharField(
        _("who"), max_length=10, choices=Holder.choices, default=Holder.MEMBERS
    )
    roles = models.JSONField(_("roles"), default=list, blank=True)
    min_age = models.PositiveSmallIntegerField(
        _("youngest age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    max_age = models.PositiveSmallIntegerField(
        _("oldest age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    communes = models.TextField(_("communes"), blank=True)
    place = models.CharField(
        _("from where"), max_length=10, choices=PlaceTerm.choices, default=PlaceTerm.ANYWHERE
    )
    person_month_cap = models.PositiveIntegerField(
        _("openings a month for each person"), null=True, blank=True
    )
    establishment_year_cap = models.PositiveIntegerField(
        _("openings a year for each establishment"), null=True, blank=True
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("entitlement")
        verbose_name_plural = _("entitlements")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(end_date=None) | Q(end_date__gte=F("start_date")),
                name="entitlement_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first one."),
            ),
            models.CheckConstraint(
                condition=Q(min_age=None) | Q(max_age=None) | Q(max_age__gte=F("min_age")),
                name="entitlement_ages_in_order",
                violation_error_message=_("The oldest age comes before the youngest one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} · {self.get_holder_display()}"

    @property
    def node_names(self) -> str:
        """The establishments by their names, the first five of them."""
        names = [one.name for one in self.establishments.all()]
        return ", ".join(names[:5]) + (" …" if len(names) > 5 else "")


def validate_range(text: str) -> None:
    """Refuse what is no range of addresses."""
    if read_range(text) is None:
        raise ValidationError(_("“%(text)s” is no range of addresses."), params={"text": text})


class AddressRange(models.Model):
    """Addresses from which the computers of an establishment come, as `192.0.2.0/24` or `2001:db8::/32`."""

    establishment = models.ForeignKey(
        Establishment, on_delete=models.CASCADE, related_name="+", verbose_name=_("establishment")
    )
    network = models.CharField(_("addresses"), max_length=43, validators=[validate_range])

    class Meta:
        verbose_name = _("range of addresses")
        verbose_name_plural = _("ranges of addresses")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["establishment", "network"], name="address_range_once_per_establishment"
            ),
        ]

    def __str__(self) -> str:
        return self.network
