"""The forms that set an identity provider of an establishment (staff/identity_provider.py)."""

from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import RoleKind
from portee.people.forms.role import EstablishmentChoiceField
from portee.people.models import IdentityProvider
from portee.people.services.identity_provider import (
    IssuerRefusedError,
    ProviderSettings,
    refuse_issuer,
)
from portee.ui.backoffice.scoped_form import ScopedForm


class ChangeProviderForm(ScopedForm):
    """Which provider, who we are for it, and what its word is worth here."""

    secret = forms.CharField(
        label=_("Secret"),
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "The one that the provider gave with the identifier. Left empty, the one already given is kept, unless the "
            "address changes. It is never shown again."
        ),
    )

    class Meta:
        model = IdentityProvider
        fields: ClassVar[list[str]] = [
            "name",
            "issuer",
            "client_id",
            "scopes",
            "acr_values",
            "other_hosts",
            "vouches_for_readers",
            "is_offered",
        ]
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("As readers know it, after “Sign in with”: FranceConnect, ProConnect…"),
            "issuer": _("Word for word the one that the provider calls “issuer”."),
            "client_id": _("The one that the provider gave when this site was declared to it."),
            "scopes": _(
                "What is asked for, beginning with “openid”. FranceConnect: openid given_name family_name email. "
                "ProConnect: openid given_name usual_name email."
            ),
            "acr_values": _("FranceConnect: eidas1. Most others: nothing."),
            "other_hosts": _(
                "Servers beside that of the address which the provider uses, parted by spaces. Most often none: a try "
                "says it."
            ),
            "vouches_for_readers": _(
                "Only for a provider of the establishment’s own: whoever it knows gets an account here, registered for "
                "a year. Never for FranceConnect nor ProConnect, which know everybody."
            ),
            "is_offered": _("Try the settings first."),
        }

    field_order = ("establishment", "name", "issuer", "client_id", "secret")

    def clean_issuer(self) -> str:
        """Say beside it what the service would refuse."""
        issuer = str(self.cleaned_data["issuer"])
        try:
            refuse_issuer(issuer)
        except IssuerRefusedError as error:
            raise forms.ValidationError(str(error)) from error
        return issuer

    def clean_scopes(self) -> str:
        """Without “openid” nobody is named."""
        scopes = " ".join(str(self.cleaned_data["scopes"]).split())
        if "openid" not in scopes.split():
            raise forms.ValidationError(_("“openid” must be among them."))
        return scopes

    @property
    def settings(self) -> ProviderSettings:
        """What was filled in."""
        names = [field.name for field in fields(ProviderSettings)]
        return ProviderSettings(**{name: self.cleaned_data[name] for name in names})


class AddProviderForm(ChangeProviderForm):
    """The same, and for whom."""

    class Meta(ChangeProviderForm.Meta):
        fields: ClassVar[list[str]] = ["establishment", *ChangeProviderForm.Meta.fields]
        field_classes: ClassVar[dict[str, Any]] = {"establishment": EstablishmentChoiceField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reach = Q(pk__in=[])
        for path in self.actor.nodes(RoleKind.NETWORK_MANAGER):
            reach |= Q(path__startswith=path)
        field = self.fields["establishment"]
        field.queryset = field.queryset.filter(reach).order_by("path")
