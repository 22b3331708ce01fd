"""The reading comfort form: five questions, each with its answers. It validates and never saves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.ui.comfort import TEXT_SIZES_PERCENT, Comfort


def _size_label(percent: int) -> str:
    return f"{percent}\u00a0%"


class ComfortForm(forms.Form):
    """How pages should be shown. Every question has an answer from the start: none can be left out."""

    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=[
            ("auto", _("As on my device")),
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("contrast", _("High contrast")),
        ],
        widget=forms.RadioSelect,
    )
    size = forms.TypedChoiceField(
        label=_("Text size"),
        choices=[(percent, _size_label(percent)) for percent in TEXT_SIZES_PERCENT],
        coerce=int,
        widget=forms.RadioSelect,
    )
    font = forms.ChoiceField(
        label=_("Letters"),
        choices=[
            ("standard", _("Standard")),
            ("dyslexia", _("Made for dyslexic readers (OpenDyslexic)")),
        ],
        widget=forms.RadioSelect,
    )
    spacing = forms.ChoiceField(
        label=_("Spacing"),
        choices=[
            ("normal", _("Normal")),
            ("wide", _("Wide: more space between letters, words and lines")),
        ],
        widget=forms.RadioSelect,
    )
    motion = forms.ChoiceField(
        label=_("Movement"),
        choices=[("normal", _("Normal")), ("calm", _("Calm: nothing moves or plays by itself"))],
        widget=forms.RadioSelect,
    )

    def comfort(self) -> Comfort:
        """The choice made, once the form is valid."""
        return Comfort(**self.cleaned_data)
