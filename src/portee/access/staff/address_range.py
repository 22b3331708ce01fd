"""The addresses of the computers of each establishment, for what opens on the spot."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from portee.access.models import AddressRange
from portee.access.policies import MANAGERS
from portee.access.services.address_range import remove_range, save_range
from portee.access.staff.fields import EstablishmentField
from portee.access.staff.reach import nodes_managed_by
from portee.kernel.actor import Actor
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy
from portee.ui.backoffice.scoped_form import ScopedForm
from portee.ui.backoffice.scoped_viewset import ScopedViewSet


class AddressRangeForm(ScopedForm):
    """An establishment and its addresses."""

    class Meta:
        model = AddressRange
        fields: ClassVar[list[str]] = ["establishment", "network"]
        field_classes: ClassVar[dict[str, Any]] = {"establishment": EstablishmentField}
        help_texts: ClassVar[dict[str, Any]] = {
            "network": _(
                "As the Internet sees them: 192.0.2.14, 192.0.2.0/24, 2001:db8::/32. The town’s computer service knows."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = self.fields["establishment"]
        nodes.queryset = nodes.queryset.filter(nodes_managed_by(self.actor)).order_by("path")


class AddressRangeScreen(ScopedViewSet):
    """`/gestion/adresses/`."""

    model = AddressRange
    name = "adresses"
    menu_label = _("On-site addresses")
    add_label = _("Add addresses")
    menu_order = 156
    icon = "link"
    policy = ActorPermissionPolicy(
        AddressRange,
        roles=dict.fromkeys(("view", "add", "change", "delete"), MANAGERS),
        node_path="establishment__path",
    )
    form_class = AddressRangeForm
    can_delete = True
    list_display = ("network", "establishment")
    search_fields = ("network", "establishment__name")
    search_backend_name = None
    ordering = ("establishment__sort_name", "network", "pk")

    def listed(self, rows: Any) -> Any:
        """Ranges with their establishments."""
        return rows.select_related("establishment")

    def create(self, *, form: Any, actor: Actor) -> AddressRange:
        """Add it."""
        return save_range(range_id=None, facts=form.cleaned_data, actor=actor)

    def update(self, *, form: Any, instance: AddressRange, actor: Actor) -> AddressRange:
        """Change it."""
        return save_range(range_id=instance.pk, facts=form.cleaned_data, actor=actor)

    def delete(self, *, instance: AddressRange, actor: Actor) -> None:
        """Remove it."""
        remove_range(range_id=instance.pk, actor=actor)
