"""Offers, for those who buy them, and for the libraries that take part."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portee.access.models import Offer
from portee.access.queries.budget import budgets_of
from portee.access.queries.offer_figures import figures_of, history_of
from portee.access.queries.offer_page import read_offer_page
from portee.access.services.offer import change_offer, create_offer
from portee.access.staff.offer_form import NewOfferForm, OfferForm
from portee.access.staff.reach import OfferReach
from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.ui.backoffice.scoped_viewset import ScopedViewSet
from portee.ui.backoffice.views.scoped import ScopedInspectView


class OfferPageView(ScopedInspectView):
    """An offer: what is left of it, who may open it, what was changed."""

    template_name = "access/staff/offer.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Budgets, counts, rights, history."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        at = clock.now()
        return {
            **context,
            "budgets": budgets_of(self.object, at=at),
            "figures": figures_of(self.object, at=at),
            "page": read_offer_page(self.object, on=clock.today()),
            "rights": self.object.entitlements.order_by("pk"),
            "history": history_of(self.object),
            "may_change": self.permission_policy.may(self.actor, "change", self.object),
        }


class OfferScreen(ScopedViewSet):
    """`/gestion/offres/`."""

    model = Offer
    name = "offres"
    menu_label = _("On-line resources")
    add_label = _("Add an offer")
    menu_order = 150
    icon = "desktop"
    policy = OfferReach(Offer)
    inspect_view_enabled = True
    inspect_view_class = OfferPageView
    inspect_template_name = "access/staff/offer.html"
    list_display = (
        "title",
        "supplier",
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("model", label=_("How it is paid for"), accessor="get_model_display"),
        Column("is_published", label=_("Shown")),
        "end_date",
    )
    list_filter = ("kind", "model", "is_published", "audience")
    list_export = (
        "code",
        "title",
        "supplier.name",
        "get_kind_display",
        "get_model_display",
        "start_date",
        "end_date",
        "price_euros",
    )
    export_headings: ClassVar[dict[str, Any]] = {
        "supplier.name": _("Supplier"),
        "get_kind_display": _("Kind"),
        "get_model_display": _("How it is paid for"),
    }
    export_filename = "offres"
    search_fields = ("title", "code", "supplier__name")
    search_backend_name = None
    ordering = ("sort_title", "pk")

    def get_form_class(self, for_update: bool = False) -> Any:
        """The code is given once."""
        return OfferForm if for_update else NewOfferForm

    def listed(self, rows: Any) -> Any:
        """Offers with their supplier."""
        return rows.select_related("supplier", "establishment")

    def create(self, *, form: Any, actor: Actor) -> Offer:
        """Add it."""
        return create_offer(facts=form.facts, actor=actor, at=clock.now())

    def update(self, *, form: Any, instance: Offer, actor: Actor) -> Offer:
        """Change it."""
        return change_offer(offer_id=instance.pk, facts=form.facts, actor=actor, at=clock.now())
