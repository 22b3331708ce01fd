"""Suppliers, for those who manage the whole network."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.access.models import Supplier
from portee.access.services.supplier import save_supplier
from portee.access.staff.fields import HostsField, WebAddressField
from portee.access.staff.reach import SupplierReach
from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.ui.backoffice.scoped_form import ScopedForm
from portee.ui.backoffice.scoped_viewset import ScopedViewSet


class SupplierForm(ScopedForm):
    """Who it is, whom to ask there, where its platform is, whether it answers."""

    class Meta:
        model = Supplier
        fields: ClassVar[list[str]] = [
            "name",
            "website",
            "contact_name",
            "contact_email",
            "contact_phone",
            "hosts",
            "is_watched",
            "service_state",
            "help_text",
        ]
        field_classes: ClassVar[dict[str, Any]] = {
            "hosts": HostsField,
            "website": WebAddressField,
        }
        widgets: ClassVar[dict[str, Any]] = {"help_text": forms.Textarea(attrs={"rows": 4})}
        help_texts: ClassVar[dict[str, Any]] = {
            "hosts": _("One a line: www.example.org. Readers are never led anywhere else."),
            "is_watched": _(
                "Every ten minutes, the page where its first resource opens is asked for. Otherwise the state below is "
                "yours to keep up."
            ),
            "service_state": _("What readers are told on the pages of its offers."),
            "help_text": _("For colleagues only: contracts, habits, who to call."),
        }

    @property
    def facts(self) -> dict[str, Any]:
        """What was filled in."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class NewSupplierForm(SupplierForm):
    """The same, and its code, which never changes after."""

    class Meta(SupplierForm.Meta):
        fields: ClassVar[list[str]] = ["code", *SupplierForm.Meta.fields]
        help_texts: ClassVar[dict[str, Any]] = {
            **SupplierForm.Meta.help_texts,
            "code": _("Short, chosen once, in letters and hyphens."),
        }


class SupplierScreen(ScopedViewSet):
    """`/gestion/fournisseurs/`."""

    model = Supplier
    name = "fournisseurs"
    menu_label = _("Suppliers")
    add_label = _("Add a supplier")
    menu_order = 155
    icon = "globe"
    policy = SupplierReach(Supplier)
    list_display = ("name", "code", "service_state", "changed_at")
    list_filter = ("service_state",)
    search_fields = ("name", "code", "hosts")
    search_backend_name = None
    ordering = ("name", "pk")

    def get_form_class(self, for_update: bool = False) -> Any:
        """The code is given once."""
        return SupplierForm if for_update else NewSupplierForm

    def create(self, *, form: Any, actor: Actor) -> Supplier:
        """Add it."""
        del actor
        return save_supplier(supplier_id=None, facts=form.facts, at=clock.now())

    def update(self, *, form: Any, instance: Supplier, actor: Actor) -> Supplier:
        """Change it."""
        del actor
        return save_supplier(supplier_id=instance.pk, facts=form.facts, at=clock.now())
