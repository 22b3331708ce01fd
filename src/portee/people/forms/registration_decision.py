"""What staff write when they decide a request."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.kernel.ordering import sort_key
from portee.network.api import PLACE_KINDS, list_establishments
from portee.people.models import RefusalReason, Registration

LONGEST_TEXT = 1000


class RefuseForm(forms.Form):
    """A reason of the list, and free words."""

    reason = forms.ChoiceField(label=_("Reason"), choices=RefusalReason.choices)
    reason_text = forms.CharField(
        label=_("In your own words, to the person"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AskMoreForm(forms.Form):
    """A question to the person."""

    question = forms.CharField(
        label=_("Your question to the person"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HandOverForm(forms.Form):
    """Another establishment, wherever it is in the network."""

    establishment = forms.TypedChoiceField(label=_("Establishment"), coerce=int)

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [
            one
            for one in list_establishments(kinds=PLACE_KINDS)
            if one.id != registration.establishment_id
        ]
        others.sort(key=lambda one: sort_key(one.full_name))
        self.fields["establishment"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((one.id, one.full_name) for one in others),
        ]
