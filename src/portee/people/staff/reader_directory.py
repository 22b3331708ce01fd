"""How the readers of each establishment are known, for whoever manages it; and a try with a card."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portee.kernel import clock
from portee.kernel.actor import Actor, RoleKind
from portee.kernel.outbound import StreamClient
from portee.people.directory_words import outcome_label, reason_sentence
from portee.people.forms.reader_directory import TryCardForm
from portee.people.models import ReaderDirectory
from portee.people.services.reader_directory import (
    add_directory,
    change_directory,
    remove_directory,
    try_directory,
)
from portee.people.staff.reader_directory_form import AddDirectoryForm, ChangeDirectoryForm
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy
from portee.ui.backoffice.scoped_viewset import ScopedViewSet
from portee.ui.backoffice.views.scoped import (
    ScopedCreateView,
    ScopedDeleteView,
    ScopedEditView,
    ScopedInspectView,
)

MANAGERS = frozenset({RoleKind.NETWORK_MANAGER})
DIRECTORIES = ActorPermissionPolicy(
    ReaderDirectory,
    roles=dict.fromkeys(("view", "add", "change", "delete"), MANAGERS),
    node_path="establishment__path",
)
"""Whoever vouches for readers lets them in: managers of the node only, for reading too."""


class ToItsPage:
    """After the form, the page where what was set can be tried."""

    object: ReaderDirectory

    def get_success_url(self) -> str:
        """The page of the directory."""
        return reverse("annuaires:inspect", args=[self.object.pk])


class AddDirectoryView(ToItsPage, ScopedCreateView):
    """The form that sets a directory."""


class ChangeDirectoryView(ToItsPage, ScopedEditView):
    """The form that changes it."""


class RemoveDirectoryView(ScopedDeleteView):
    """The page that asks before a directory is removed: it is not the establishment that goes."""

    page_title = _("Remove this directory")

    @property
    def confirmation_message(self) -> str:
        """What removing it changes for readers."""
        return gettext(
            "The readers of “%(name)s” will be known by the accounts opened here only; the secret of its system is "
            "forgotten."
        ) % {"name": self.object.establishment.name}


class DirectoryPageView(ScopedInspectView):
    """What is set, and a try with a card: the answer is shown once and kept nowhere."""

    template_name = "people/staff/reader_directory.html"
    http_method_names: ClassVar[list[str]] = ["get", "head", "post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask the system."""
        del args, kwargs
        form = TryCardForm(request.POST)
        shown: dict[str, Any] = {"form": form}
        if self.object.is_asked and form.is_valid():
            answer = try_directory(
                directory_id=self.object.pk,
                card_number=form.cleaned_data["card_number"],
                secret=form.cleaned_data["secret"],
                actor=self.actor,
                at=clock.now(),
                client=StreamClient(),
            )
            shown["answer"] = answer
            shown["said"] = outcome_label(answer.outcome)
            if answer.reason:
                shown["why"] = reason_sentence(answer.reason, address=self.object.address)
        page: HttpResponse = self.render_to_response({**self.get_context_data(), **shown})
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form of the try, for a system that can be asked."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "form": TryCardForm() if self.object.is_asked else None}


class DirectoryScreen(ScopedViewSet):
    """`/gestion/annuaires/`."""

    model = ReaderDirectory
    name = "annuaires"
    menu_label = _("Reader directories")
    add_label = _("Set a directory")
    menu_order = 220
    icon = "group"
    policy = DIRECTORIES
    can_delete = True
    inspect_view_enabled = True
    inspect_view_class = DirectoryPageView
    inspect_template_name = "people/staff/reader_directory.html"
    add_view_class = AddDirectoryView
    edit_view_class = ChangeDirectoryView
    delete_view_class = RemoveDirectoryView
    list_display = (
        "establishment",
        Column("kind", label=_("Readers are known by"), accessor="get_kind_display"),
        Column("address", label=_("Server")),
        "changed_at",
    )
    list_filter = ("kind",)
    list_export = ("establishment.name", "get_kind_display", "address", "changed_at")
    export_headings: ClassVar[dict[str, Any]] = {
        "establishment.name": _("Establishment"),
        "get_kind_display": _("Readers are known by"),
        "address": _("Server"),
    }
    export_filename = "annuaires"
    search_fields = ("establishment__name", "host")
    search_backend_name = None
    ordering = ("establishment__sort_name", "pk")

    def get_form_class(self, for_update: bool = False) -> Any:
        """A directory never changes hands: it is removed here and set there."""
        return ChangeDirectoryForm if for_update else AddDirectoryForm

    def listed(self, rows: Any) -> Any:
        """Directories with the establishment they are for."""
        return rows.select_related("establishment")

    def create(self, *, form: Any, actor: Actor) -> ReaderDirectory:
        """Set it."""
        return add_directory(
            establishment_id=form.cleaned_data["establishment"].pk,
            settings=form.settings,
            secret=form.cleaned_data["secret"],
            actor=actor,
            at=clock.now(),
        )

    def update(self, *, form: Any, instance: ReaderDirectory, actor: Actor) -> ReaderDirectory:
        """Change it."""
        return change_directory(
            directory_id=instance.pk,
            settings=form.settings,
            secret=form.cleaned_data["secret"],
            actor=actor,
            at=clock.now(),
        )

    def delete(self, *, instance: ReaderDirectory, actor: Actor) -> None:
        """Remove it."""
        remove_directory(directory_id=instance.pk, actor=actor, at=clock.now())
