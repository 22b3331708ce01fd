"""The establishments within reach: their sheets and hours; for network managers, new ones."""

from typing import Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portee.kernel import clock
from portee.kernel.actor import Actor, RoleKind
from portee.network.models import Establishment
from portee.network.policies import CHANGING_ROLES
from portee.network.services.establishment import change_establishment, create_establishment
from portee.network.services.hours import set_hours
from portee.network.staff.forms import EstablishmentForm, NewEstablishmentForm
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy
from portee.ui.backoffice.scoped_viewset import ScopedViewSet


class EstablishmentScreen(ScopedViewSet):
    """`/gestion/etablissements/`."""

    model = Establishment
    name = "etablissements"
    menu_label = _("Establishments")
    add_label = _("Add an establishment")
    menu_order = 100
    icon = "home"
    policy = ActorPermissionPolicy(
        Establishment,
        roles={
            "view": CHANGING_ROLES,
            "change": CHANGING_ROLES,
            "add": {RoleKind.NETWORK_MANAGER},
        },
        node_path="path",
    )
    list_display = (
        "name",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        "commune",
        "changed_at",
    )
    list_filter = ("kind",)
    list_export = (
        "code",
        "name",
        "get_kind_display",
        "commune",
        "postcode",
        "phone",
        "email",
        "website",
    )
    export_headings: ClassVar[dict[str, Any]] = {"get_kind_display": _("Kind")}
    export_filename = "etablissements"
    search_fields = ("name", "commune", "search_text")
    search_backend_name = None
    ordering = ("sort_name", "pk")
    create_template_name = edit_template_name = "network/staff/establishment.html"

    def get_form_class(self, for_update: bool = False) -> Any:
        """The same sheet, with a place in the tree for a new one."""
        return EstablishmentForm if for_update else NewEstablishmentForm

    def create(self, *, form: Any, actor: Actor) -> Establishment:
        """Add the establishment, then its hours."""
        del actor
        with transaction.atomic():
            created = create_establishment(
                code=form.cleaned_data["code"],
                parent_id=form.cleaned_data["parent"].pk,
                at=clock.now(),
                **form.facts(),
            )
            _set_hours(created.pk, form)
        return created

    def update(self, *, form: Any, instance: Establishment, actor: Actor) -> Establishment:
        """Write what was changed."""
        del actor
        with transaction.atomic():
            changed = change_establishment(
                establishment_id=instance.pk, at=clock.now(), **form.facts()
            )
            _set_hours(instance.pk, form)
        return changed


def _set_hours(establishment_id: int, form: Any) -> None:
    set_hours(
        establishment_id=establishment_id,
        periods=form.periods(),
        exceptions=form.exceptional_days(),
        at=clock.now(),
    )
