"""What a reader asks of the list of offers."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.access.models import OfferAudience, OfferKind

PARAMETERS = ("q", "genre", "public")
"""The words of the address that change the page for everybody; « only what opens to me » is a person's own."""


@dataclass(frozen=True, slots=True)
class OfferQuestion:
    """What is asked; empty asks for everything."""

    text: str = ""
    kind: str = ""
    audience: str = ""
    only_open: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether everything is asked for."""
        return not (self.text or self.kind or self.audience or self.only_open)


class OfferFilterForm(forms.Form):
    """Words, kind, public, and only what opens. Everything is optional; a wrong value asks for nothing."""

    q = forms.CharField(
        label=_("Name or words"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    genre = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *OfferKind.choices]
    )
    public = forms.ChoiceField(
        label=_("Public"), required=False, choices=[("", _("All publics")), *OfferAudience.choices]
    )
    pour_moi = forms.BooleanField(label=_("Only what I can open now"), required=False)

    def __init__(self, *args: object, is_known: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments.
        if not is_known:
            # Nothing that is paid for opens to a visitor, whose page is shared besides.
            del self.fields["pour_moi"]

    def question(self) -> OfferQuestion:
        """The question, its wrong parts left out."""
        self.full_clean()
        said = self.cleaned_data
        return OfferQuestion(
            text=said.get("q", ""),
            kind=said.get("genre", ""),
            audience=said.get("public", ""),
            only_open=said.get("pour_moi", False),
        )
