"""The form of an offer (staff/offer.py)."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.access.models import Offer
from portee.access.staff.fields import (
    EstablishmentField,
    FundingField,
    PercentsField,
    WebAddressField,
)
from portee.access.staff.reach import nodes_managed_by
from portee.access.supplier_host import is_address_of
from portee.catalogue.api import source_choices
from portee.ui.backoffice.scoped_form import ScopedForm, day_input

FIELDS: list[str] = [
    "title",
    "supplier",
    "establishment",
    "kind",
    "audience",
    "description",
    "first_steps",
    "devices",
    "asks",
    "help_text",
    "accessibility",
    "accessibility_note",
    "address",
    "source_code",
    "is_published",
    "start_date",
    "end_date",
    "price_euros",
    "funding",
    "model",
    "token_count",
    "seat_count",
    "seat_minutes",
    "person_month_cap",
    "network_month_cap",
    "network_year_cap",
    "alert_percents",
]


class OfferForm(ScopedForm):
    """What it is, how it opens, what it costs, where it stops."""

    source_code = forms.ChoiceField(
        label=_("Source of its titles"),
        required=False,
        help_text=_(
            "The source of the catalogue whose titles open through this offer. Import the list there: KBART, CSV, MARC."
        ),
    )

    class Meta:
        model = Offer
        fields: ClassVar[list[str]] = FIELDS
        field_classes: ClassVar[dict[str, Any]] = {
            "address": WebAddressField,
            "establishment": EstablishmentField,
            "funding": FundingField,
            "alert_percents": PercentsField,
        }
        widgets: ClassVar[dict[str, Any]] = {
            "description": forms.Textarea(attrs={"rows": 5}),
            "first_steps": forms.Textarea(attrs={"rows": 5}),
            "asks": forms.Textarea(attrs={"rows": 2}),
            "help_text": forms.Textarea(attrs={"rows": 2}),
            "accessibility_note": forms.Textarea(attrs={"rows": 2}),
            "start_date": day_input(),
            "end_date": day_input(),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "establishment": _("Its managers change this offer and are warned of its budget."),
            "description": _("Two or three sentences, for somebody who has never heard of it."),
            "first_steps": _("What to do once inside, a line for each step."),
            "asks": _("For instance: an account of its own at the first visit, an application."),
            "address": _("Its host must be one of the supplier’s."),
            "funding": _("One line each: Département : 50"),
            "model": _("What an opening costs. Fill in the numbers that go with it below."),
            "network_year_cap": _(
                "At this number it closes for all, with a sentence that says why."
            ),
            "alert_percents": _("Percentages of a budget, for instance: 80, 95, 100"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = self.fields["establishment"]
        nodes.queryset = nodes.queryset.filter(nodes_managed_by(self.actor)).order_by("path")
        self.fields["source_code"].choices = [
            ("", _("No source")),
            *((one.code, f"{one.name} ({one.record_count})") for one in source_choices()),
        ]

    def clean(self) -> dict[str, Any]:
        """The address belongs to the supplier."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        supplier, address = cleaned.get("supplier"), cleaned.get("address", "")
        if supplier is not None and address and not is_address_of(supplier, address):
            self.add_error(
                "address", _("This host is not one of the supplier’s: add it there first.")
            )
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What was filled in."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class NewOfferForm(OfferForm):
    """The same, and its code, which is its address on the site."""

    class Meta(OfferForm.Meta):
        fields: ClassVar[list[str]] = ["code", *FIELDS]
        help_texts: ClassVar[dict[str, Any]] = {
            **OfferForm.Meta.help_texts,
            "code": _("The end of its address: /offre/kiosque/. It never changes."),
        }
