"""When an establishment is open: the usual week, the week of a season, the days that differ.

These are rows; what they mean at a given moment is said by `portee.network.hours`.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portee.network.models.establishment import Establishment


class Weekday(models.IntegerChoices):
    """Days of the week, numbered as Python does."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class OpeningPeriod(models.Model):
    """From when to when the door is open on a weekday; several a day when it closes for lunch.

    Times are local to the establishment. A period never passes midnight. With a season (a label and two dates, both
    included) the period belongs to that season, whose week replaces the usual one while it lasts.
    """

    establishment = models.ForeignKey(
        Establishment,
        on_delete=models.CASCADE,
        related_name="opening_periods",
        verbose_name=_("establishment"),
    )
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    opens = models.TimeField(_("opens at"))
    closes = models.TimeField(_("closes at"))
    season_label = models.CharField(_("season"), max_length=60, blank=True)
    season_start_date = models.DateField(_("season from"), null=True, blank=True)
    season_end_date = models.DateField(_("season until"), null=True, blank=True)

    class Meta:
        verbose_name = _("opening period")
        verbose_name_plural = _("opening periods")
        ordering = ["season_start_date", "weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="period_ends_later"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="period_has_a_weekday"),
            models.CheckConstraint(
                condition=Q(
                    season_label="", season_start_date__isnull=True, season_end_date__isnull=True
                )
                | (
                    ~Q(season_label="")
                    & Q(season_start_date__isnull=False, season_end_date__isnull=False)
                    & Q(season_end_date__gte=F("season_start_date"))
                ),
                name="period_season_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class OpeningException(models.Model):
    """Days that differ from the week: closed, or open at special hours. Both dates belong to it."""

    establishment = models.ForeignKey(
        Establishment,
        on_delete=models.CASCADE,
        related_name="opening_exceptions",
        verbose_name=_("establishment"),
    )
    start_date = models.DateField(_("from"))
    end_date = models.DateField(_("until"))
    opens = models.TimeField(_("opens at"), null=True, blank=True)
    closes = models.TimeField(_("closes at"), null=True, blank=True)
    label = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("exception to opening hours")
        verbose_name_plural = _("exceptions to opening hours")
        ordering = ["start_date", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")), name="exception_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__isnull=False, closes__gt=F("opens")),
                name="exception_hours_are_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start_date} – {self.end_date} {self.label}"
