"""What a reader adds to a request for help."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.access.services.help_request import HelpingLibrary

LONGEST_MESSAGE = 1_000


class HelpForm(forms.Form):
    """To which library, and what happens."""

    library = forms.ChoiceField(label=_("My library"))
    message = forms.CharField(
        label=_("What happens?"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you did, and what the screen says. Write no password."),
        error_messages={"required": _("Say in a few words what happens.")},
    )

    def __init__(self, *args: Any, libraries: Sequence[HelpingLibrary], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["library"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name) for one in libraries
        ]
        if len(libraries) == 1:
            self.fields["library"].initial = libraries[0].code
            self.fields["library"].widget = forms.HiddenInput()
