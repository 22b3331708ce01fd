"""The seasons of an establishment as staff fill them in: dates between which another week replaces the usual one.

Forms inside the sheet of the establishment: one for each season, and an empty one for the next. Nothing is saved here.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portee.network.forms.hours_text import parse_spans, write_spans
from portee.network.hours import Period, Season, Span
from portee.network.models import Weekday
from portee.ui.backoffice.scoped_form import day_input

MAX_SEASONS = 20
"""More than anybody keeps; a limit so that a forged form costs little."""

SPANS_HINT = gettext_lazy("For example 10:00-12:30, 14:00-18:00. Leave empty when closed.")


def day_field(day: Weekday) -> str:
    """The name of the field of a weekday."""
    return f"hours_{day.value}"


def read_spans(form: forms.BaseForm, day: Weekday) -> list[Span]:
    """The spans typed for a day; a defect is said beside its field."""
    try:
        return parse_spans(form.cleaned_data.get(day_field(day)) or "")
    except ValueError as error:
        form.add_error(day_field(day), ValidationError(str(error)))
        return []


def spans_input(day: Weekday, *, with_hint: bool = True) -> forms.CharField:
    """The field where the hours of a day are typed."""
    return forms.CharField(
        label=capfirst(day.label),
        help_text=SPANS_HINT if with_hint else "",
        required=False,
        max_length=120,
    )


class SeasonForm(forms.Form):
    """One season: its name, its dates, its week."""

    label = forms.CharField(
        label=gettext_lazy("Name of the season"),
        help_text=gettext_lazy("For example Summer, or School holidays."),
        error_messages={"required": gettext_lazy("Give the season a name.")},
        max_length=60,
    )
    start_date = forms.DateField(
        label=gettext_lazy("First day"),
        error_messages={"required": gettext_lazy("Give the first day of the season.")},
        widget=day_input(),
    )
    end_date = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Included."),
        error_messages={"required": gettext_lazy("Give the last day of the season.")},
        widget=day_input(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in Weekday:
            # The example is given once: said seven times, it would only be in the way.
            is_first = day == Weekday.MONDAY
            self.fields[day_field(day)] = spans_input(day, with_hint=is_first)

    @property
    def heading(self) -> str:
        """The season as it is stored, or what an empty form is for."""
        if not self.initial:
            return _("Add a season")
        return _("%(label)s, from %(start)s to %(end)s") % {
            "label": self.initial["label"],
            "start": date_format(self.initial["start_date"]),
            "end": date_format(self.initial["end_date"]),
        }

    def clean(self) -> dict[str, Any]:
        """Read the week; refuse a season that ends before it begins or never opens."""
        cleaned = super().clean() or self.cleaned_data
        weeks = {day: read_spans(self, day) for day in Weekday}
        start, end = cleaned.get("start_date"), cleaned.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", _("The season ends before it begins."))
        if not self.errors and not any(weeks.values()):
            raise ValidationError(
                _(
                    "Give the hours of at least one day. If the doors stay closed throughout, "
                    "enter these dates under “Days that differ”."
                )
            )
        cleaned["weeks"] = weeks
        return cleaned

    def season(self) -> Season:
        """The season as typed."""
        data = self.cleaned_data
        return Season(data["label"], data["start_date"], data["end_date"])

    def periods(self) -> list[Period]:
        """Its week as typed."""
        season = self.season()
        return [
            Period(weekday=day.value, span=span, season=season)
            for day, spans in self.cleaned_data["weeks"].items()
            for span in spans
        ]


class BaseSeasonFormSet(forms.BaseFormSet[SeasonForm]):
    """All the seasons of one establishment."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name the box that removes a season, and give none to the one that is not there yet."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this season")
        if index is None or index >= self.initial_form_count():
            del form.fields["DELETE"]

    def clean(self) -> None:
        """Refuse seasons that share a day."""
        if any(self.errors):
            return
        for one, other in combinations(self._kept(), 2):
            first, second = one.season(), other.season()
            if first.start_date <= second.end_date and second.start_date <= first.end_date:
                raise ValidationError(
                    _("The seasons “%(one)s” and “%(other)s” share at least one day."),
                    params={"one": first.label, "other": second.label},
                )

    def periods(self) -> list[Period]:
        """The weeks of the seasons that stay."""
        return [period for form in self._kept() for period in form.periods()]

    def _kept(self) -> list[SeasonForm]:
        """The forms filled in and not to be removed."""
        return [
            form
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE", False)
        ]


SeasonFormSet = forms.formset_factory(
    SeasonForm,
    formset=BaseSeasonFormSet,
    extra=1,
    can_delete=True,
    max_num=MAX_SEASONS,
    validate_max=True,
)


def season_forms(periods: Iterable[Period], *, data: Any = None) -> BaseSeasonFormSet:
    """The forms of the stored seasons and an empty one, filled with what was sent if anything was."""
    found = SeasonFormSet(data, prefix="seasons", initial=_initial(list(periods)))
    return cast("BaseSeasonFormSet", found)


def _initial(periods: Sequence[Period]) -> list[dict[str, Any]]:
    seasons = {period.season for period in periods if period.season}
    return [
        {
            "label": season.label,
            "start_date": season.start_date,
            "end_date": season.end_date,
            **{day_field(day): write_spans(_spans(periods, season, day)) for day in Weekday},
        }
        for season in sorted(seasons, key=lambda season: season.start_date)
    ]


def _spans(periods: Sequence[Period], season: Season, day: Weekday) -> list[Span]:
    return [
        period.span for period in periods if period.season == season and period.weekday == day.value
    ]
