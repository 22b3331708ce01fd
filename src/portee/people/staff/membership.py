"""Who is registered, at the establishments in reach; renewed in one click."""

from typing import Any, ClassVar

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.people import policies
from portee.people.models import Membership
from portee.people.services.membership import is_renewed, renew_membership
from portee.people.staff.membership_many import (
    MembershipFilterSet,
    RenewableColumn,
    RenewManyView,
)
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy
from portee.ui.backoffice.scoped_viewset import ScopedViewSet
from portee.ui.backoffice.views.action import ScopedActionView
from portee.ui.backoffice.views.scoped import ScopedInspectView


class MembershipPolicy(ActorPermissionPolicy):
    """The rules of `people.policies`, in Wagtail's terms."""

    def may(self, actor: Actor, action: str, instance: Any) -> bool:
        """To change a membership is to renew it: never one's own."""
        if action != "change":
            return super().may(actor, action, instance)
        return policies.may_renew_membership(
            actor, node_path=instance.establishment.path, account_id=instance.account_id
        )


class MembershipInspectView(ScopedInspectView):
    """A membership, and the button that renews it."""

    template_name = "people/staff/membership.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether it may still be renewed, and by whom is asking."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        renewed = is_renewed(self.object)
        may_renew = not renewed and self.permission_policy.may(self.actor, "change", self.object)
        return {**context, "is_renewed": renewed, "may_renew": may_renew}


class RenewView(ScopedActionView):
    """Renew."""

    def act(self, request: HttpRequest) -> str:
        """Register the person for another year."""
        del request
        renew_membership(membership_id=self.object.pk, actor=self.actor, at=clock.now())
        return gettext("Renewed for one year.")


class MembershipScreen(ScopedViewSet):
    """`/gestion/inscrits/`."""

    model = Membership
    name = "inscrits"
    menu_label = _("People registered")
    menu_order = 195
    icon = "group"
    can_add = False
    can_change = False
    form_fields: ClassVar[list[str]] = []
    policy = MembershipPolicy(
        Membership,
        roles=dict.fromkeys(("view", "change"), policies.MANAGING_ROLES),
        node_path="establishment__path",
    )
    inspect_view_enabled = True
    inspect_view_class = MembershipInspectView
    inspect_template_name = "people/staff/membership.html"
    index_results_template_name = "backoffice/many_results.html"
    many_views = (
        ("renouveler", RenewManyView, "renew_many", _("Renew those ticked for one year")),
    )
    filterset_class = MembershipFilterSet
    list_display = (
        "account",
        RenewableColumn("pick", label=_("Renew")),
        "establishment",
        "start_date",
        "end_date",
    )
    list_export = ("account.display_name", "establishment.name", "start_date", "end_date")
    export_headings: ClassVar[dict[str, Any]] = {
        "account.display_name": _("Name"),
        "establishment.name": _("Establishment"),
        "start_date": _("From"),
        "end_date": _("Until"),
    }
    export_filename = "inscrits"
    search_fields = ("account__display_name", "account__email", "establishment__name")
    search_backend_name = None
    ordering = ("end_date", "account__display_name", "pk")
    row_views = (("renouveler", RenewView, "renew"),)

    def listed(self, rows: Any) -> Any:
        """Memberships with what the list shows beside them."""
        later = Membership.objects.filter(
            account=OuterRef("account"),
            establishment=OuterRef("establishment"),
            start_date__gt=OuterRef("start_date"),
        )
        return rows.select_related("account", "establishment").annotate(was_renewed=Exists(later))
