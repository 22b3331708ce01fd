"""The trail of changes, for managers of the whole network; nobody writes in it."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import RoleKind
from portee.network.api import list_root_paths
from portee.people.models import AuditEntry
from portee.ui.backoffice.actor_permission_policy import InstallationPermissionPolicy
from portee.ui.backoffice.scoped_viewset import ScopedViewSet


def top_paths() -> list[str]:
    """The nodes above which there is none."""
    return list_root_paths()


class AuditScreen(ScopedViewSet):
    """`/gestion/journal/`."""

    model = AuditEntry
    name = "journal"
    menu_label = _("Trail")
    menu_order = 290
    icon = "history"
    can_add = False
    can_change = False
    policy = InstallationPermissionPolicy(
        AuditEntry, roles={"view": {RoleKind.NETWORK_MANAGER}}, top_paths=top_paths
    )
    form_fields: ClassVar[list[str]] = []
    list_display = ("at", "action", "account_id", "actor_account_id", "facts")
    list_filter = ("action",)
    list_export = (
        "at",
        "get_action_display",
        "account_id",
        "actor_account_id",
        "actor_system",
        "facts",
    )
    export_headings: ClassVar[dict[str, Any]] = {
        "get_action_display": _("What"),
        "account_id": _("Account"),
        "actor_account_id": _("By account"),
        "actor_system": _("By command"),
        "facts": _("Details"),
    }
    export_filename = "journal"
    ordering = ("-pk",)
