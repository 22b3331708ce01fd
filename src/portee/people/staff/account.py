"""The people within reach: who they are, what they hold; for managers above all their roles, address and closing."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portee.kernel import clock
from portee.kernel.actor import Actor, RoleKind
from portee.people import policies
from portee.people.models import Account, Role
from portee.people.queries.reach import accounts_under
from portee.people.queries.second_factor import own_factors
from portee.people.services.account import (
    change_account,
    deactivate_account,
    governing_paths,
    reopen_account,
)
from portee.people.services.second_factor import reset_factors
from portee.people.staff.account_many import CloseManyView, ReopenManyView
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy
from portee.ui.backoffice.scoped_form import ScopedForm
from portee.ui.backoffice.scoped_viewset import ScopedViewSet
from portee.ui.backoffice.views.action import ScopedActionView
from portee.ui.backoffice.views.many import ManyColumn
from portee.ui.backoffice.views.scoped import ScopedInspectView


def state_of(account: Account) -> str:
    """Open or closed, in words."""
    return gettext("Open") if account.is_active else gettext("Closed")


class AccountPolicy(ActorPermissionPolicy):
    """A person is seen from each establishment where she holds or held a role."""

    def scope(self, rows: QuerySet[Any], paths: frozenset[str]) -> QuerySet[Any]:
        """The accounts with a role at these nodes or below."""
        return accounts_under(rows, paths)

    def paths_of(self, instance: Any) -> Iterable[str]:
        """The nodes of all roles of the person, past ones included."""
        return Role.objects.filter(account=instance).values_list("establishment__path", flat=True)

    def may(self, actor: Actor, action: str, instance: Any) -> bool:
        """To change an account asks for a manager above every role of the person."""
        if action != "change":
            return super().may(actor, action, instance)
        paths = governing_paths(account_id=instance.pk, at=clock.now())
        return policies.may_govern_account(actor, account_id=instance.pk, node_paths=paths)


class AccountInspectView(ScopedInspectView):
    """A person: her roles at the establishments in reach, and only those."""

    template_name = "people/staff/account.html"

    def get_edit_url(self) -> str | None:
        """The address of the form, for whoever may fill it in."""
        if not self.permission_policy.may(self.actor, "change", self.object):
            return None
        url: str | None = super().get_edit_url()
        return url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The roles in reach, each with whether the actor may end it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        roles = Role.objects.filter(account=self.object).under(policies.managed_nodes(self.actor))
        context["roles"] = [
            (role, self._may_end(role))
            for role in roles.select_related("establishment").order_by("-start_date", "pk")
        ]
        context["may_change"] = bool(self.get_edit_url())
        context["factors"] = own_factors(account_id=self.object.pk)
        return context

    def _may_end(self, role: Role) -> bool:
        return policies.may_end_role(
            self.actor,
            kind=RoleKind(role.kind),
            node_path=role.establishment.path,
            account_id=role.account_id,
        )


class ResetFactorsView(ScopedActionView):
    """Set back the second step of somebody who came to the desk."""

    def act(self, request: HttpRequest) -> str:
        """Take away codes and keys."""
        del request
        reset_factors(account_id=self.object.pk, actor=self.actor, at=clock.now())
        return gettext(
            "Codes and passkeys are removed, sessions ended: the person sets them up again."
        )


class GovernAccountForm(ScopedForm):
    """The address a person signs in with, and whether she may."""

    class Meta:
        model = Account
        fields: ClassVar[list[str]] = ["email", "is_active"]
        labels: ClassVar[dict[str, Any]] = {"is_active": _("Account open")}
        help_texts: ClassVar[dict[str, Any]] = {
            "email": _(
                "Check that it belongs to the person: whoever reads this mailbox can enter the account."
            ),
            "is_active": _("Once closed, nobody signs in with it; its roles stay on record."),
        }


class AccountScreen(ScopedViewSet):
    """`/gestion/comptes/`."""

    model = Account
    name = "comptes"
    menu_label = _("Accounts")
    menu_order = 200
    icon = "user"
    can_add = False
    inspect_view_enabled = True
    inspect_view_class = AccountInspectView
    inspect_template_name = "people/staff/account.html"
    inspect_view_fields = ("email",)
    form_class = GovernAccountForm
    policy = AccountPolicy(
        Account,
        roles={
            "view": policies.MANAGING_ROLES,
            "change": {RoleKind.NETWORK_MANAGER},
        },
    )
    index_results_template_name = "backoffice/many_results.html"
    many_views = (
        ("fermer", CloseManyView, "close_many", _("Close the accounts ticked")),
        ("rouvrir", ReopenManyView, "reopen_many", _("Open the accounts ticked again")),
    )
    list_display = (
        "display_name",
        ManyColumn("pick", label=_("Tick")),
        Column("email", label=_("Signs in with"), accessor="sign_in_text", sort_key="email"),
        Column("state", label=_("Account"), accessor=state_of, sort_key="is_active"),
        "created_at",
    )
    list_filter = ("is_active", "language")
    list_export = (
        "display_name",
        "sign_in_text",
        "get_language_display",
        "is_active",
        "created_at",
    )
    export_headings: ClassVar[dict[str, Any]] = {
        "sign_in_text": _("Signs in with"),
        "get_language_display": _("Language"),
    }
    export_filename = "comptes"
    search_fields = ("display_name", "email")
    search_backend_name = None
    ordering = ("display_name", "email")
    row_views = (("deuxieme-etape", ResetFactorsView, "reset_factors"),)

    def update(self, *, form: Any, instance: Account, actor: Actor) -> Account:
        """Correct the address, close the account or open it again: what was changed, each by its service."""
        at = clock.now()
        if "email" in form.changed_data:
            change_account(
                account_id=instance.pk, email=form.cleaned_data["email"], actor=actor, at=at
            )
        if "is_active" in form.changed_data:
            switch = reopen_account if form.cleaned_data["is_active"] else deactivate_account
            switch(account_id=instance.pk, actor=actor, at=at)
        return Account.objects.get(pk=instance.pk)
