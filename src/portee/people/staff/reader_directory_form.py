"""The forms that set the directory of an establishment (staff/reader_directory.py)."""

from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import RoleKind
from portee.people.forms.role import EstablishmentChoiceField
from portee.people.models import DirectoryKind, ReaderDirectory
from portee.people.models.reader_directory import ASKED_KINDS
from portee.people.services.reader_directory import (
    DirectorySettings,
    DirectorySheetError,
    refuse_sheet,
)
from portee.protocols import ldap, sip2
from portee.ui.backoffice.scoped_form import ScopedForm

SHEET_HELP = _(
    "TOML. Begins with the family, then says what this system does otherwise. SIP2: %(sip2)s. LDAP: %(ldap)s; give at "
    "least “base”."
)


class ChangeDirectoryForm(ScopedForm):
    """By which system, where it is, how it speaks."""

    secret = forms.CharField(
        label=_("Secret"),
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "With which Portée signs in to the system. Left empty, the one already given is kept, unless the server "
            "changes. It is never shown again."
        ),
    )

    class Meta:
        model = ReaderDirectory
        fields: ClassVar[list[str]] = [
            "kind",
            "host",
            "port",
            "is_encrypted",
            "authority_pem",
            "user",
            "sheet",
            "timeout_seconds",
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "authority_pem": forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
            "sheet": forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "host": _("Its name or its address, for a system that is asked."),
            "port": _("As a rule 6001 for SIP2, 636 for LDAP."),
            "is_encrypted": _(
                "Without it, cards and secrets are read by anybody on the way: for a private line only."
            ),
            "authority_pem": _(
                "PEM, for a system whose certificate no public authority has signed."
            ),
        }

    field_order = (
        "establishment",
        "kind",
        "host",
        "port",
        "is_encrypted",
        "authority_pem",
        "user",
        "secret",
        "sheet",
        "timeout_seconds",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        families = {"sip2": ", ".join(sip2.families()), "ldap": ", ".join(ldap.families())}
        self.fields["sheet"].help_text = SHEET_HELP % families

    def clean(self) -> dict[str, Any]:
        """Say beside its field what the service would refuse."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") in ASKED_KINDS:
            for name in ("host", "port"):
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, gettext("A system that is asked needs it."))
        else:
            cleaned.update(host="", port=None)
        try:
            refuse_sheet(cleaned.get("kind", ""), cleaned.get("sheet", ""))
        except DirectorySheetError as error:
            self.add_error("sheet", str(error))
        return cleaned

    @property
    def settings(self) -> DirectorySettings:
        """What was filled in."""
        names = [field.name for field in fields(DirectorySettings)]
        values = {name: self.cleaned_data[name] for name in names}
        return DirectorySettings(**{**values, "kind": DirectoryKind(values["kind"])})


class AddDirectoryForm(ChangeDirectoryForm):
    """The same, and for whom."""

    class Meta(ChangeDirectoryForm.Meta):
        fields: ClassVar[list[str]] = ["establishment", *ChangeDirectoryForm.Meta.fields]
        field_classes: ClassVar[dict[str, Any]] = {"establishment": EstablishmentChoiceField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reach = Q(pk__in=[])
        for path in self.actor.nodes(RoleKind.NETWORK_MANAGER):
            reach |= Q(path__startswith=path)
        field = self.fields["establishment"]
        field.queryset = field.queryset.filter(reach).order_by("path")
