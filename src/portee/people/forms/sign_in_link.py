"""The form that asks for a link to sign in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskLinkForm(forms.Form):
    """The address to which the link is sent."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The one your establishment wrote to."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("This is not an e-mail address. Example: camille@example.org"),
        },
    )
