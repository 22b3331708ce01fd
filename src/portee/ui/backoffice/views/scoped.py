"""Wagtail's generic views, where every row is taken from what the actor may reach.

A row out of reach answers 404, as if it did not exist; a screen out of reach answers 403.
"""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.admin import messages
from wagtail.admin.views import generic

from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy, actor_behind
from portee.ui.backoffice.export import PlainExportMixin
from portee.ui.backoffice.refusal import refusal
from portee.ui.backoffice.row_links import links_for
from portee.ui.backoffice.scoped_form import ScopedForm
from portee.ui.backoffice.views.many import ManyColumn


class ScopedMixin:
    """What the five views share."""

    viewset: Any = None
    permission_policy: ActorPermissionPolicy
    request: HttpRequest
    scope_actions: tuple[str, ...] = ("view", "change")

    @property
    def actor(self) -> Actor:
        """Who is asking."""
        return actor_behind(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Turn a refusal into a page of status 403."""
        try:
            response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except PermissionDenied:
            return refusal(request)
        return response

    def get_queryset(self) -> Any:
        """The rows on which the actor may do what this view does."""
        return self.permission_policy.visible_to(self.actor, *self.scope_actions)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who is filling it in."""
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        if issubclass(self.get_form_class(), ScopedForm):  # type: ignore[attr-defined]
            kwargs["actor"] = self.actor
        return kwargs

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Let the service write; what it refuses is said in the form."""
        try:
            response: HttpResponseBase = super().form_valid(form)  # type: ignore[misc]
        except DomainError as error:
            form.add_error(None, str(error))
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined,no-any-return]
        return response


class ScopedIndexView(ScopedMixin, PlainExportMixin, generic.IndexView):
    """A list of the rows in reach."""

    @cached_property
    def add_item_label(self) -> str:
        """What the button says that leads to the form."""
        return str(self.viewset.add_label or super().add_item_label)

    @cached_property
    def many_actions(self) -> list[dict[str, Any]]:
        """What whoever is asking may do to the rows that are ticked."""
        may_change = self.permission_policy.nodes(self.actor, ["change"])
        return self.viewset.many_actions() if may_change else []

    @cached_property
    def columns(self) -> list[Any]:
        """The columns; no box where nothing is done to several rows."""
        shown = super().columns
        return [one for one in shown if self.many_actions or not isinstance(one, ManyColumn)]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what may be done to the rows that are ticked."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "many_actions": self.many_actions}

    def get_base_queryset(self) -> Any:
        """The rows in reach, before filters, search and order."""
        return self.viewset.listed(ScopedMixin.get_queryset(self))

    def get_queryset(self) -> Any:
        """The rows in reach, filtered, searched and ordered by Wagtail."""
        return generic.IndexView.get_queryset(self)


class ScopedCreateView(ScopedMixin, generic.CreateView):
    """A form that creates a row."""

    @property
    def submit_button_label(self) -> str:
        """What the button does, in the screen's own words."""
        return str(self.viewset.add_label or generic.CreateView.submit_button_label)

    def get_page_subtitle(self) -> str:
        """What the form does, in the screen's own words."""
        return str(self.viewset.add_label or super().get_page_subtitle())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the list, then the name of the form."""
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": "", "label": self.get_page_subtitle()}]

    def save_instance(self) -> Any:
        """Create through the service."""
        return self.viewset.create(form=self.form, actor=self.actor)

    def get_success_buttons(self) -> list[Any]:
        """A link to the new row, where it can be changed."""
        return super().get_success_buttons() if self.edit_url_name else []


class ScopedEditView(ScopedMixin, generic.EditView):
    """A form that changes a row in reach."""

    scope_actions = ("change",)

    def get_object(self, queryset: Any = None) -> Any:
        """The row in reach, if the policy lets the actor change this very row."""
        instance = super().get_object(queryset)
        if not self.permission_policy.may(self.actor, "change", instance):
            raise PermissionDenied
        return instance

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the links that other contexts give to the row."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "row_links": links_for(self.actor, self.object)}

    def save_instance(self) -> Any:
        """Change through the service."""
        instance = self.viewset.update(form=self.form, instance=self.object, actor=self.actor)
        self.has_content_changes = self.form.has_changed()
        return instance


class ScopedInspectView(ScopedMixin, generic.InspectView):
    """A page that shows a row in reach."""

    @property
    def page_title(self) -> str:
        """What the row is: an account, an import; its own name follows."""
        return str(capfirst(self.model._meta.verbose_name))

    def get_object(self, queryset: Any = None) -> Any:
        """The row, if it is in reach."""
        del queryset
        return get_object_or_404(self.get_queryset(), pk=unquote(str(self.pk)))


class ScopedDeleteView(ScopedMixin, generic.DeleteView):
    """A page that asks before a row in reach is removed."""

    scope_actions = ("delete",)

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Remove through the service; what it refuses is said on the list."""
        del form
        label = str(self.object)
        try:
            self.viewset.delete(instance=self.object, actor=self.actor)
        except DomainError as error:
            messages.error(self.request, str(error))
            return redirect(self.get_success_url())
        messages.success(
            self.request,
            self.success_message
            % {"model_name": self.model._meta.verbose_name.capitalize(), "object": label},
        )
        return redirect(self.get_success_url())
