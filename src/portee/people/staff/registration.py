"""The queue of requests: those of the establishments in reach, what is to be done first on top."""

from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.people import policies
from portee.people.forms.registration_decision import AskMoreForm, HandOverForm, RefuseForm
from portee.people.models import Registration, RegistrationProof
from portee.people.queries.registration import decidable_queue
from portee.people.services.desk_registration import register_at_desk
from portee.people.services.registration import Wish
from portee.people.services.registration_decision import concerned_accounts
from portee.people.staff.registration_action import (
    AcceptManyView,
    AcceptView,
    AskMoreView,
    HandOverView,
    RefuseView,
)
from portee.people.staff.registration_columns import (
    DecidableColumn,
    DueColumn,
    StandingColumn,
)
from portee.people.staff.registration_desk import DeskForm, DeskView, SheetView
from portee.people.staff.registration_proof import ProofView
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy
from portee.ui.backoffice.scoped_viewset import ScopedViewSet
from portee.ui.backoffice.views.scoped import ScopedIndexView, ScopedInspectView

SHOWN = {
    "a-decider": _("To decide"),
    "en-retard": _("Late"),
    "en-attente": _("Waiting for the person"),
    "decidees": _("Already decided"),
}
"""The parts of the queue, as their address names them; the first is shown unless another is asked for."""


class RegistrationPolicy(ActorPermissionPolicy):
    """The rules of `people.policies`, in Wagtail's terms."""

    def may(self, actor: Actor, action: str, instance: Any) -> bool:
        """To change a request is to decide it: never one's own, nor one's child's."""
        if action != "change":
            return super().may(actor, action, instance)
        return policies.may_decide_registration(
            actor,
            node_path=instance.establishment.path,
            account_ids=concerned_accounts(instance),
        )


class RegistrationIndexView(ScopedIndexView):
    """The part of the queue that is asked for."""

    @property
    def part(self) -> str:
        """Which part is shown."""
        asked = self.request.GET.get("part", "")
        return asked if asked in SHOWN else "a-decider"

    def get_base_queryset(self) -> Any:
        """The requests of that part, in reach."""
        return _part(super().get_base_queryset(), self.part)

    @cached_property
    def many_actions(self) -> list[dict[str, Any]]:
        """Those that wait for a decision are accepted together."""
        return super().many_actions if self.part in {"a-decider", "en-retard"} else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The parts, with how many there are in each."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        queue = decidable_queue(self.actor, at=clock.now())
        counts = {
            "a-decider": queue.ready if queue else 0,
            "en-retard": queue.late if queue else 0,
            "en-attente": queue.awaited if queue else 0,
        }
        parts = [
            {"code": code, "label": label, "count": counts.get(code)}
            for code, label in SHOWN.items()
        ]
        return {**context, "parts": parts, "part": self.part}


class RegistrationInspectView(ScopedInspectView):
    """A request, and what may be done with it."""

    template_name = "people/staff/registration.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The forms of the decisions, when there is one to take."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found: Registration = self.object
        may_decide = found.is_open and self.permission_policy.may(self.actor, "change", found)
        context["may_decide"] = may_decide
        context["has_proof"] = (
            may_decide and RegistrationProof.objects.filter(registration=found).exists()
        )
        context["has_sheet"] = found.account is not None and not found.account.has_usable_password()
        context["is_late"] = (
            found.state == "pending" and not found.awaits_guardian and found.due_at < clock.now()
        )
        if may_decide:
            context["refuse_form"] = RefuseForm()
            context["ask_form"] = AskMoreForm()
            context["hand_over_form"] = HandOverForm(registration=found)
        return context


class RegistrationScreen(ScopedViewSet):
    """`/gestion/inscriptions/`."""

    model = Registration
    name = "inscriptions"
    menu_label = _("Requests for registration")
    menu_order = 190
    icon = "form"
    can_change = False
    add_label = _("Register somebody at the desk")
    add_view_class = DeskView
    form_class = DeskForm
    policy = RegistrationPolicy(
        Registration,
        roles=dict.fromkeys(("view", "add", "change"), policies.MANAGING_ROLES),
        node_path="establishment__path",
    )
    index_view_class = RegistrationIndexView
    index_results_template_name = "people/staff/registration_results.html"
    inspect_view_enabled = True
    inspect_view_class = RegistrationInspectView
    inspect_template_name = "people/staff/registration.html"
    list_display = (
        "display_name",
        DecidableColumn("pick", label=_("Accept")),
        "establishment",
        "commune",
        StandingColumn("standing", label=_("State")),
        DueColumn("due_at", label=_("Answer promised by"), sort_key="due_at"),
    )
    list_export = (
        "display_name",
        "birth_year",
        "commune",
        "establishment.name",
        "get_state_display",
        "submitted_at",
        "due_at",
        "decided_at",
    )
    export_headings: ClassVar[dict[str, Any]] = {
        "establishment.name": _("Establishment"),
        "get_state_display": _("State"),
    }
    export_filename = "demandes"
    search_fields = ("display_name", "commune", "email")
    search_backend_name = None
    ordering = ("due_at", "pk")
    many_views = (("accepter", AcceptManyView, "accept_many", _("Accept the requests ticked")),)
    row_views = (
        ("accepter", AcceptView, "accept"),
        ("refuser", RefuseView, "refuse"),
        ("demander", AskMoreView, "ask"),
        ("transmettre", HandOverView, "hand_over"),
        ("feuille", SheetView, "sheet"),
        ("justificatif", ProofView, "proof"),
    )

    def create(self, *, form: Any, actor: Actor) -> Registration:
        """Register the person at once."""
        data = form.cleaned_data
        wish = Wish(
            establishment_id=data["establishment"].pk,
            display_name=data["display_name"],
            birth_year=data["birth_year"],
            commune=data["commune"],
            email=data["email"],
        )
        return register_at_desk(
            wish, has_guardian_consent=data["has_guardian_consent"], actor=actor, at=clock.now()
        )

    def listed(self, rows: Any) -> Any:
        """Requests with their establishment and who decided."""
        return rows.select_related("establishment", "decided_by")


def _part(rows: Any, part: str) -> Any:
    at = clock.now()
    if part == "en-retard":
        return rows.late(at=at)
    if part == "en-attente":
        return rows.open().exclude(pk__in=rows.ready().values("pk"))
    if part == "decidees":
        return rows.exclude(pk__in=rows.open().values("pk"))
    return rows.ready()
