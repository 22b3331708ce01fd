"""What staff ask of a decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.access.models import Offer


class WhyForm(forms.Form):
    """Which reader, which offer."""

    who = forms.CharField(
        label=_("What the reader signs in with"),
        max_length=254,
        help_text=_("Her e-mail address, or the name on her sheet."),
    )
    offer: Any = forms.ModelChoiceField(
        label=_("Resource"), queryset=Offer.objects.order_by("sort_title", "pk")
    )
