"""What a reader asks of the list of establishments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.network.models import PLACE_KINDS
from portee.network.queries.listing import ListQuestion

PARAMETERS = ("q", "type", "ouvert", "tri", "groupe", "page")
"""The words of the address that change the page."""


class EstablishmentFilterForm(forms.Form):
    """Name or commune, kind, open now, order. Everything is optional; a wrong value is said and asks for nothing."""

    q = forms.CharField(
        label=_("Name, commune or postcode"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    type = forms.ChoiceField(label=_("Kind"), required=False)
    tri = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("By group of communes")), ("az", _("From A to Z"))],
    )
    ouvert = forms.BooleanField(label=_("Open now"), required=False)

    groupe = forms.SlugField(max_length=80, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind.label) for kind in PLACE_KINDS]
        self.fields["type"].choices = [("", _("All kinds")), *kinds]  # type: ignore[attr-defined]

    def question(self) -> ListQuestion:
        """The question, its wrong parts left out."""
        self.full_clean()
        cleaned: dict[str, Any] = self.cleaned_data
        return ListQuestion(
            text=cleaned.get("q", ""),
            kind=cleaned.get("type", ""),
            group=cleaned.get("groupe", ""),
            open_now=cleaned.get("ouvert", False),
            alphabetical=cleaned.get("tri") == "az",
        )
