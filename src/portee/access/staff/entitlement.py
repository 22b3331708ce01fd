"""Rights over offers: whose members may open them, on what terms."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portee.access.models import Entitlement, Holder
from portee.access.services.offer import remove_entitlement, save_entitlement
from portee.access.staff.fields import EstablishmentsField, RolesField
from portee.access.staff.reach import OfferReach, nodes_managed_by
from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.ui.backoffice.scoped_form import ScopedForm, day_input
from portee.ui.backoffice.scoped_viewset import ScopedViewSet


class EntitlementForm(ScopedForm):
    """Which establishments, who there, of what age, from where, how often."""

    roles = RolesField(label=_("Roles"), help_text=_("None: whatever the role."))

    class Meta:
        model = Entitlement
        fields: ClassVar[list[str]] = [
            "offer",
            "establishments",
            "covers_below",
            "agreement",
            "start_date",
            "end_date",
            "holder",
            "roles",
            "min_age",
            "max_age",
            "communes",
            "place",
            "person_month_cap",
            "establishment_year_cap",
        ]
        field_classes: ClassVar[dict[str, Any]] = {"establishments": EstablishmentsField}
        widgets: ClassVar[dict[str, Any]] = {
            "communes": forms.Textarea(attrs={"rows": 2}),
            "establishments": forms.SelectMultiple(attrs={"size": 12}),
            "start_date": day_input(),
            "end_date": day_input(),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "covers_below": _(
                "A group of communes then stands for all its libraries, new ones included."
            ),
            "agreement": _("Its name or number, where an agreement opens this right."),
            "holder": _("Everybody: for what is free, or on the computers of the establishments."),
            "min_age": _(
                "Only the year of birth is known: somebody is let in once certainly of that age, in the year after."
            ),
            "max_age": _("Likewise: somebody is let in as long as certainly not older."),
            "communes": _("One a line, where the right is for those who live there."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = self.fields["establishments"]
        nodes.queryset = nodes.queryset.order_by("path")
        offers = self.fields["offer"]
        reach = nodes_managed_by(self.actor)
        managed = nodes.queryset.filter(reach).values("pk")
        offers.queryset = offers.queryset.filter(establishment__in=managed).order_by("sort_title")
        # A right stays with its offer.
        offers.disabled = self.instance.pk is not None

    def clean(self) -> dict[str, Any]:
        """A right of roles names some."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("holder") == Holder.ROLES and not cleaned.get("roles"):
            self.add_error("roles", _("Choose at least one role."))
        return cleaned


class EntitlementScreen(ScopedViewSet):
    """`/gestion/droits/`."""

    model = Entitlement
    name = "droits"
    menu_label = _("Rights of access")
    add_label = _("Give a right")
    menu_order = 152
    icon = "key"
    policy = OfferReach(Entitlement, to_offer="offer")
    form_class = EntitlementForm
    can_delete = True
    list_display = (
        "offer",
        Column("nodes", label=_("Establishments"), accessor="node_names"),
        Column("holder", label=_("For whom"), accessor="get_holder_display"),
        "start_date",
        "end_date",
    )
    list_filter = ("offer", "holder", "place")
    search_fields = ("offer__title", "agreement")
    search_backend_name = None
    ordering = ("offer__sort_title", "pk")

    def listed(self, rows: Any) -> Any:
        """Rights with their offers and establishments."""
        return rows.select_related("offer__establishment").prefetch_related("establishments")

    def create(self, *, form: Any, actor: Actor) -> Entitlement:
        """Give it."""
        return _save(None, form, actor)

    def update(self, *, form: Any, instance: Entitlement, actor: Actor) -> Entitlement:
        """Change it."""
        return _save(instance.pk, form, actor)

    def delete(self, *, instance: Entitlement, actor: Actor) -> None:
        """Take it away."""
        remove_entitlement(entitlement_id=instance.pk, actor=actor, at=clock.now())


def _save(entitlement_id: int | None, form: Any, actor: Actor) -> Entitlement:
    facts = {name: form.cleaned_data[name] for name in form._meta.fields}
    nodes = facts.pop("establishments")
    offer = facts.pop("offer")
    return save_entitlement(
        entitlement_id=entitlement_id,
        offer_id=offer.pk,
        facts=facts,
        establishment_ids=[node.pk for node in nodes],
        actor=actor,
        at=clock.now(),
    )
