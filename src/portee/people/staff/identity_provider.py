"""Who may tell us who somebody is, for whoever manages the establishment; and a try of the settings."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn

from portee.kernel import clock
from portee.kernel.actor import Actor, RoleKind
from portee.kernel.outbound import Client
from portee.people.models import IdentityProvider
from portee.people.outside_words import reason_sentence
from portee.people.provider_address import return_address, sign_out_address
from portee.people.services.identity_provider import (
    add_provider,
    change_provider,
    remove_provider,
    try_provider,
)
from portee.people.staff.identity_provider_form import AddProviderForm, ChangeProviderForm
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy
from portee.ui.backoffice.scoped_viewset import ScopedViewSet
from portee.ui.backoffice.views.scoped import (
    ScopedCreateView,
    ScopedDeleteView,
    ScopedEditView,
    ScopedInspectView,
)

MANAGERS = frozenset({RoleKind.NETWORK_MANAGER})
PROVIDERS = ActorPermissionPolicy(
    IdentityProvider,
    roles=dict.fromkeys(("view", "add", "change", "delete"), MANAGERS),
    node_path="establishment__path",
)
"""Whoever says who somebody is lets them in: managers of the node only, for reading too."""


class ToItsPage:
    """After the form, the page where what was set can be tried."""

    object: IdentityProvider

    def get_success_url(self) -> str:
        """The page of the provider."""
        return reverse("identites:inspect", args=[self.object.pk])


class AddProviderView(ToItsPage, ScopedCreateView):
    """The form that sets a provider."""


class ChangeProviderView(ToItsPage, ScopedEditView):
    """The form that changes it."""


class RemoveProviderView(ScopedDeleteView):
    """The page that asks before a provider is removed."""

    page_title = _("Remove this provider")

    @property
    def confirmation_message(self) -> str:
        """What removing it changes for those who signed in by it."""
        return gettext(
            "Nobody will sign in with “%(name)s” any more. Accounts stay, but forget that it knew them: those without "
            "a password nor an e-mail address will need a code from the desk."
        ) % {"name": self.object.name}


class ProviderPageView(ScopedInspectView):
    """What is set, what must be declared at the provider, and a try that signs nobody in."""

    template_name = "people/staff/identity_provider.html"
    http_method_names: ClassVar[list[str]] = ["get", "head", "post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask the provider."""
        del request, args, kwargs
        address = return_address(self.object.pk)
        reason = try_provider(
            provider_id=self.object.pk,
            return_url=address,
            actor=self.actor,
            at=clock.now(),
            client=Client(),
        )
        shown = {
            "is_tried": True,
            "is_right": not reason,
            "reason": reason.partition(":")[0],
            "said": reason_sentence(reason, return_url=address),
        }
        page: HttpResponse = self.render_to_response({**self.get_context_data(), **shown})
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The addresses to declare."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        addresses = {
            "return_address": return_address(self.object.pk),
            "sign_out_address": sign_out_address(),
        }
        return {**context, **addresses}


class ProviderScreen(ScopedViewSet):
    """`/gestion/identites/`."""

    model = IdentityProvider
    name = "identites"
    menu_label = _("Identity providers")
    add_label = _("Set a provider")
    menu_order = 221
    icon = "key"
    policy = PROVIDERS
    can_delete = True
    inspect_view_enabled = True
    inspect_view_class = ProviderPageView
    inspect_template_name = "people/staff/identity_provider.html"
    add_view_class = AddProviderView
    edit_view_class = ChangeProviderView
    delete_view_class = RemoveProviderView
    list_display = (
        "name",
        "establishment",
        "issuer",
        BooleanColumn("is_offered", label=_("Offered")),
        "changed_at",
    )
    list_filter = ("is_offered", "vouches_for_readers")
    list_export = ("name", "establishment.name", "issuer", "is_offered", "changed_at")
    export_headings: ClassVar[dict[str, Any]] = {"establishment.name": _("Establishment")}
    export_filename = "fournisseurs-d-identite"
    search_fields = ("name", "establishment__name", "issuer")
    search_backend_name = None
    ordering = ("establishment__sort_name", "name", "pk")

    def get_form_class(self, for_update: bool = False) -> Any:
        """A provider never changes hands: it is removed here and set there."""
        return ChangeProviderForm if for_update else AddProviderForm

    def listed(self, rows: Any) -> Any:
        """Providers with the establishment they are for."""
        return rows.select_related("establishment")

    def create(self, *, form: Any, actor: Actor) -> IdentityProvider:
        """Set it."""
        return add_provider(
            establishment_id=form.cleaned_data["establishment"].pk,
            settings=form.settings,
            secret=form.cleaned_data["secret"],
            actor=actor,
            at=clock.now(),
        )

    def update(self, *, form: Any, instance: IdentityProvider, actor: Actor) -> IdentityProvider:
        """Change it."""
        return change_provider(
            provider_id=instance.pk,
            settings=form.settings,
            secret=form.cleaned_data["secret"],
            actor=actor,
            at=clock.now(),
        )

    def delete(self, *, instance: IdentityProvider, actor: Actor) -> None:
        """Remove it."""
        remove_provider(provider_id=instance.pk, actor=actor, at=clock.now())
