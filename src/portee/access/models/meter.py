"""What was opened, counted by ourselves at each launch; and the warnings given."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.access.models.offer import Offer


class MeterScope(models.TextChoices):
    """Whose openings are counted, over which time."""

    PERSON_MONTH = "person_month", _("A person, a month")
    ESTABLISHMENT_MONTH = "place_month", _("An establishment, a month")
    ESTABLISHMENT_YEAR = "place_year", _("An establishment, a year")
    NETWORK_MONTH = "network_month", _("All, a month")
    NETWORK_YEAR = "network_year", _("All, a year")
    TOKENS = "tokens", _("Tokens")


class Meter(models.Model):
    """One count of openings of an offer. It only grows; what it may reach is said by the offer and its rights.

    `subject_id` is an account, an establishment, or 0 for all; `period` is `2026-11`, `2026`, or empty for the
    whole life of the offer. Counts of persons are deleted after four months, the others stay.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="meters")
    scope = models.CharField(_("whose"), max_length=15, choices=MeterScope.choices)
    subject_id = models.BigIntegerField(default=0)
    period = models.CharField(_("period"), max_length=10, blank=True)
    count = models.PositiveIntegerField(_("openings"), default=0)

    class Meta:
        verbose_name = _("meter")
        verbose_name_plural = _("meters")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["offer", "scope", "subject_id", "period"], name="meter_once_per_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} · {self.scope} {self.period}: {self.count}"


class BudgetWarning(models.Model):
    """That the people in charge were told, once, that a budget reached a threshold."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="warnings")
    scope = models.CharField(max_length=15, choices=MeterScope.choices)
    period = models.CharField(max_length=10, blank=True)
    percent = models.PositiveSmallIntegerField(_("threshold"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("budget warning")
        verbose_name_plural = _("budget warnings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["offer", "scope", "period", "percent"], name="budget_warning_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} · {self.percent} %"
