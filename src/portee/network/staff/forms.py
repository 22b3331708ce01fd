"""The sheet of an establishment as staff fill it in: facts, hours, days that differ, seasons. Services save it."""

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import RoleKind
from portee.network import policies
from portee.network.facts import EstablishmentFacts
from portee.network.forms.hours_text import (
    parse_exceptions,
    write_exceptions,
    write_spans,
)
from portee.network.hours import ExceptionalDays, OpeningHours, Period
from portee.network.models import Establishment, Weekday
from portee.network.queries.opening import hours_of
from portee.network.staff.season import day_field, read_spans, season_forms, spans_input
from portee.ui.backoffice.scoped_form import ScopedForm

MANAGED_FIELDS = ("name", "kind", "is_virtual")
"""What only a network manager changes: others keep the sheet up to date."""

KEPT_FIELDS = (
    "about",
    "street",
    "postcode",
    "commune",
    "insee_code",
    "longitude",
    "latitude",
    "timezone_name",
    "phone",
    "email",
    "website",
    "hours_note",
    "public_transport",
    "step_free_access",
    "public_internet",
    "population_served",
    "registration_delay_days",
    "proof_name",
    "proof_reason",
)

EXCEPTIONS_HINT = _(
    "One line each, for example 24/12/2026 - 02/01/2027 : closed | Holidays, or 21/06/2027 : 10:00-22:00 | Concert."
)


class EstablishmentForm(ScopedForm):
    """Change a sheet and its usual week; a librarian does not rename her establishment."""

    website = forms.URLField(
        label=_("Website"), max_length=300, required=False, assume_scheme="https"
    )
    exceptions = forms.CharField(
        label=_("Days that differ"),
        help_text=EXCEPTIONS_HINT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = Establishment
        fields: ClassVar[list[str]] = [*MANAGED_FIELDS, *KEPT_FIELDS]
        widgets: ClassVar[dict[str, Any]] = {
            "about": forms.Textarea(attrs={"rows": 3}),
            "public_transport": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._hours = self._stored_hours()
        self.seasons = season_forms(self._periods(), data=self.data if self.is_bound else None)
        for day in Weekday:
            self.fields[day_field(day)] = spans_input(day)
            self.fields[day_field(day)].initial = write_spans(self._usual_spans(day))
        self.fields["exceptions"].initial = write_exceptions(
            self._hours.exceptions if self._hours else ()
        )
        if self.instance.pk and not policies.may_create_establishment(
            self.actor, parent_path=self.instance.path
        ):
            for name in MANAGED_FIELDS:
                del self.fields[name]
        hours = [day_field(day) for day in Weekday]
        self.order_fields(["parent", "code", *MANAGED_FIELDS, *hours, "exceptions", "hours_note"])

    def clean(self) -> dict[str, Any]:
        """Read the hours that were typed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for day in Weekday:
            cleaned[day_field(day)] = read_spans(self, day)
        cleaned["exceptions"] = self._read_exceptions()
        return cleaned

    def is_valid(self) -> bool:
        """Whether the sheet and every season hold; both are read, so that every defect is said at once."""
        return all((super().is_valid(), self.seasons.is_valid()))

    def has_changed(self) -> bool:
        """Whether anything differs, seasons included."""
        return super().has_changed() or self.seasons.has_changed()

    def facts(self) -> EstablishmentFacts:
        """What was filled in about the establishment itself."""
        facts = {
            name: self.cleaned_data[name]
            for name in (*MANAGED_FIELDS, *KEPT_FIELDS)
            if name in self.cleaned_data
        }
        return cast("EstablishmentFacts", facts)

    def periods(self) -> list[Period]:
        """The usual week and those of the seasons, as typed."""
        usual = [
            Period(weekday=day.value, span=span)
            for day in Weekday
            for span in self.cleaned_data[day_field(day)]
        ]
        return usual + self.seasons.periods()

    def exceptional_days(self) -> list[ExceptionalDays]:
        """Days that differ, as typed."""
        days: list[ExceptionalDays] = self.cleaned_data["exceptions"]
        return days

    def _read_exceptions(self) -> list[ExceptionalDays]:
        try:
            return parse_exceptions(self.cleaned_data.get("exceptions") or "")
        except ValueError as error:
            self.add_error("exceptions", ValidationError(str(error)))
            return []

    def _stored_hours(self) -> OpeningHours | None:
        return hours_of([self.instance])[self.instance.pk] if self.instance.pk else None

    def _periods(self) -> tuple[Period, ...]:
        return self._hours.periods if self._hours else ()

    def _usual_spans(self, day: Weekday) -> list[Any]:
        return [
            period.span
            for period in self._periods()
            if period.weekday == day and period.season is None
        ]


class NewEstablishmentForm(EstablishmentForm):
    """Add an establishment under a node that its author manages."""

    parent = forms.ModelChoiceField(queryset=Establishment.objects.none(), label=_("Under"))

    class Meta(EstablishmentForm.Meta):
        fields: ClassVar[list[str]] = ["code", *MANAGED_FIELDS, *KEPT_FIELDS]
        help_texts: ClassVar[dict[str, Any]] = {
            "code": _("Short, for addresses, chosen once: mediatheque-de-caylus."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Establishment.objects.none()
        for path in self.actor.nodes(RoleKind.NETWORK_MANAGER):
            rows = rows | Establishment.objects.at_or_below(path)
        self.fields["parent"].queryset = rows
