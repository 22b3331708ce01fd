"""The base of every list-and-form screen: Wagtail's ModelViewSet, scoped by the actor, writing through services."""

from typing import Any

from django.urls import path, reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet

from portee.kernel.actor import Actor
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy, actor_behind
from portee.ui.backoffice.views import scoped
from portee.ui.backoffice.views.many import ScopedManyView

CLOSED_VIEWS = frozenset({"history", "history_results", "usage", "copy", "reorder"})
"""Wagtail's extra pages, which read its own log and index rather than our rows."""


class ScopedViewSet(ModelViewSet):
    """Lists and forms over the rows that the actor may reach.

    A subclass gives `model`, `policy`, `icon`, `list_display`, `form_class`…, and writes `create` and `update`
    (and `delete` with `can_delete`): one service call each. A `DomainError` they raise is shown in the form.
    """

    policy: ActorPermissionPolicy
    form_class: Any = None
    add_label: Any = ""
    can_add = True
    can_change = True
    can_delete = False
    copy_view_enabled = False
    add_to_reference_index = False
    add_to_admin_menu = True
    is_own_screen = True
    row_views: tuple[tuple[str, type[scoped.ScopedInspectView], str], ...] = ()
    """What stands below the page of a row, or is done from it: the end of its address, its view, its name."""
    many_views: tuple[tuple[str, type[ScopedManyView], str, Any], ...] = ()
    """What is done to the rows ticked in the list (a `ManyColumn`): its address, its view, its name, its label.

    The list then needs `index_results_template_name = "backoffice/many_results.html"`.
    """

    index_view_class = scoped.ScopedIndexView
    add_view_class = scoped.ScopedCreateView
    edit_view_class = scoped.ScopedEditView
    delete_view_class = scoped.ScopedDeleteView
    inspect_view_class = scoped.ScopedInspectView

    def create(self, *, form: Any, actor: Actor) -> Any:
        """Create what the form asks for; return the row."""
        raise NotImplementedError

    def update(self, *, form: Any, instance: Any, actor: Actor) -> Any:
        """Change the row as the form asks; return it."""
        raise NotImplementedError

    def delete(self, *, instance: Any, actor: Actor) -> None:
        """Remove the row."""
        raise NotImplementedError

    def listed(self, rows: Any) -> Any:
        """The rows of the list, with what it shows beside them (`select_related`, annotations)."""
        return rows

    @property
    def permission_policy(self) -> ActorPermissionPolicy:
        """The policy that Wagtail's views ask."""
        return self.policy

    def get_form_class(self, for_update: bool = False) -> Any:
        """The form of the subclass."""
        return self.form_class or super().get_form_class(for_update)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Hand the viewset to its views, and no address that does not answer."""
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        closed: dict[str, Any] = {"history_url_name": None, "usage_url_name": None}
        if not self.can_add:
            closed["add_url_name"] = None
        if not self.can_change:
            closed["edit_url_name"] = None
        if not self.can_delete:
            closed["delete_url_name"] = None
        return {**common, **closed, "viewset": self}

    def get_urlpatterns(self) -> list[Any]:
        """The addresses that answer."""
        closed = set(CLOSED_VIEWS)
        if not self.can_add:
            closed.add("add")
        if not self.can_change:
            closed.add("edit")
        if not self.can_delete:
            closed.add("delete")
        open_ones = [one for one in super().get_urlpatterns() if one.name not in closed]
        # Each view of a row names its own template.
        shared = {**self.get_inspect_view_kwargs()}
        shared.pop("template_name", None)
        return [
            *open_ones,
            *(
                path(f"<int:pk>/{segment}/", self.construct_view(view, **shared), name=name)
                for segment, view, name in self.row_views
            ),
            *(
                path(f"{segment}/", self.construct_view(view), name=name)
                for segment, view, name, _label in self.many_views
            ),
        ]

    def many_actions(self) -> list[dict[str, Any]]:
        """The buttons under the list, each with its address."""
        return [
            {"url": reverse(self.get_url_name(name)), "label": label}
            for _segment, _view, name, label in self.many_views
        ]

    @property
    def menu_name(self) -> str:
        """What the side menu knows the entry by. Of two names of which one begins the other, it would light both."""
        return str(self.name)

    @property
    def menu_item_class(self) -> type[MenuItem]:
        """A menu entry that only those see who may see some row."""
        policy = self.policy

        class ScopedMenuItem(MenuItem):
            is_own_screen = True

            def is_shown(self, request: Any) -> bool:
                actions = ("view", "add", "change", "delete")
                return bool(policy.nodes(actor_behind(request.user), actions))

        return ScopedMenuItem

    def register_permissions(self) -> None:
        """Register nothing: Wagtail's group screen, which would list them, is closed."""
