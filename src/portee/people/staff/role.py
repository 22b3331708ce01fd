"""Giving, listing and ending roles, within reach of whoever does it."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portee.kernel import clock
from portee.kernel.actor import Actor, RoleKind
from portee.people import policies
from portee.people.forms.role import EstablishmentChoiceField, scoped_choices
from portee.people.models import Role
from portee.people.services.invitation import welcome_person
from portee.people.services.role import end_role
from portee.people.staff.role_many import EndManyView, LastingColumn
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy
from portee.ui.backoffice.scoped_form import ScopedForm, day_input
from portee.ui.backoffice.scoped_viewset import ScopedViewSet


class RolePolicy(ActorPermissionPolicy):
    """The rules of `people.policies`, in Wagtail's terms."""

    def may(self, actor: Actor, action: str, instance: Any) -> bool:
        """To change a role is to end it: whoever could give it, never its holder."""
        if action != "change":
            return super().may(actor, action, instance)
        return policies.may_end_role(
            actor,
            kind=RoleKind(instance.kind),
            node_path=instance.establishment.path,
            account_id=instance.account_id,
        )


class GiveRoleForm(ScopedForm):
    """Who, what, where, from when to when."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_(
            "Of the person. If nobody uses it yet, an account is opened and a link is sent."
        ),
    )
    display_name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("For a new account; a person already known keeps their own name."),
    )
    language = forms.ChoiceField(
        label=_("Language of the messages"),
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
    )

    class Meta:
        model = Role
        fields: ClassVar[list[str]] = ["kind", "establishment", "start_date", "end_date"]
        field_classes: ClassVar[dict[str, Any]] = {"establishment": EstablishmentChoiceField}
        labels: ClassVar[dict[str, Any]] = {"establishment": _("Establishment")}
        widgets: ClassVar[dict[str, Any]] = {"start_date": day_input(), "end_date": day_input()}
        help_texts: ClassVar[dict[str, Any]] = {
            "end_date": _("Last day included. Leave empty for a role without an end."),
        }

    field_order = (
        "email",
        "display_name",
        "language",
        "kind",
        "establishment",
        "start_date",
        "end_date",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scoped_choices(self, self.actor)
        self.fields["start_date"].initial = clock.today()


class EndRoleForm(ScopedForm):
    """The last day of a role."""

    class Meta:
        model = Role
        fields: ClassVar[list[str]] = ["end_date"]
        widgets: ClassVar[dict[str, Any]] = {"end_date": day_input()}
        labels: ClassVar[dict[str, Any]] = {"end_date": _("Last day")}
        help_texts: ClassVar[dict[str, Any]] = {
            "end_date": _("Included. Yesterday’s date ends the role at once."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["end_date"].required = True


class RoleScreen(ScopedViewSet):
    """`/gestion/roles/`."""

    model = Role
    name = "roles"
    menu_label = _("Roles")
    add_label = _("Give a role")
    menu_order = 210
    icon = "key"
    policy = RolePolicy(
        Role,
        roles=dict.fromkeys(("view", "add", "change"), policies.MANAGING_ROLES),
        node_path="establishment__path",
    )
    index_results_template_name = "backoffice/many_results.html"
    many_views = (("terminer", EndManyView, "end_many", _("End the roles ticked tonight")),)
    list_display = (
        "account",
        LastingColumn("pick", label=_("Tick")),
        "kind",
        "establishment",
        "start_date",
        "end_date",
    )
    list_filter = ("kind",)
    list_export = (
        "account.display_name",
        "account.email",
        "get_kind_display",
        "establishment.name",
        "start_date",
        "end_date",
    )
    export_headings: ClassVar[dict[str, Any]] = {
        "account.display_name": _("Name"),
        "account.email": _("E-mail address"),
        "get_kind_display": _("Role"),
        "establishment.name": _("Establishment"),
        "start_date": _("From"),
        "end_date": _("Until"),
    }
    export_filename = "roles"
    search_fields = ("account__display_name", "account__email", "establishment__name")
    search_backend_name = None
    ordering = ("account__display_name", "account__email", "start_date")

    def get_form_class(self, for_update: bool = False) -> Any:
        """One form gives, the other ends."""
        return EndRoleForm if for_update else GiveRoleForm

    def listed(self, rows: Any) -> Any:
        """Roles with what the list shows beside them."""
        return rows.select_related("account", "establishment")

    def create(self, *, form: Any, actor: Actor) -> Role:
        """Welcome the person."""
        data = form.cleaned_data
        return welcome_person(
            email=data["email"],
            display_name=data["display_name"],
            language=data["language"],
            kind=RoleKind(data["kind"]),
            establishment_id=data["establishment"].pk,
            start_date=data["start_date"],
            end_date=data["end_date"],
            actor=actor,
            at=clock.now(),
        )

    def update(self, *, form: Any, instance: Role, actor: Actor) -> Role:
        """End the role on the day given."""
        last_date = form.cleaned_data["end_date"]
        ended = end_role(role_id=instance.pk, last_date=last_date, actor=actor, at=clock.now())
        return ended or instance
