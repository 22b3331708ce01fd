"""Moving an establishment in the tree: choose, read what it changes, confirm."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portee.kernel import clock
from portee.kernel.actor import Actor, RoleKind
from portee.kernel.errors import DomainError
from portee.network.api import EstablishmentSummary, list_establishments
from portee.people.forms.role import set_back
from portee.people.queries.establishment_move import MovePreview, preview_move
from portee.people.services.establishment_move import move_establishment, refuse_move
from portee.ui.backoffice.panels import PanelLine
from portee.ui.backoffice.screen import Screen, ScreenView


class MoveForm(forms.Form):
    """Which establishment, and under which one; offers what the actor manages, and refuses what may not be."""

    establishment = forms.TypedChoiceField(
        coerce=int,
        label=gettext_lazy("Establishment to move"),
        help_text=gettext_lazy("Everything below it moves along."),
    )
    parent = forms.TypedChoiceField(coerce=int, label=gettext_lazy("New place, under"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        held = actor.nodes(RoleKind.NETWORK_MANAGER)
        self.nodes = {row.id: row for path in held for row in list_establishments(under=path)}
        movable = [row for row in self.nodes.values() if row.path not in held]
        self._offer("establishment", movable)
        self._offer("parent", self.nodes.values())

    def clean(self) -> dict[str, Any]:
        """Say now what the service would refuse."""
        cleaned = super().clean() or self.cleaned_data
        if "establishment" in cleaned and "parent" in cleaned:
            try:
                refuse_move(establishment=self.chosen, parent=self.chosen_parent, actor=self.actor)
            except DomainError as error:
                self.add_error("parent", str(error))
        return cleaned

    @property
    def chosen(self) -> EstablishmentSummary:
        """The establishment to move."""
        return self.nodes[self.cleaned_data["establishment"]]

    @property
    def chosen_parent(self) -> EstablishmentSummary:
        """The one to move it under."""
        return self.nodes[self.cleaned_data["parent"]]

    def preview(self) -> MovePreview:
        """What the chosen move would change."""
        return preview_move(
            establishment=self.chosen,
            parent=self.chosen_parent,
            actor=self.actor,
            on=clock.today(),
        )

    def _offer(self, name: str, rows: Iterable[EstablishmentSummary]) -> None:
        field = cast("forms.TypedChoiceField", self.fields[name])
        field.choices = [("", "—"), *((row.id, set_back(row)) for row in rows)]


class MoveView(ScreenView):
    """GET chooses and previews, so that a preview has an address; POST makes the move that was previewed."""

    template_name = "people/staff/move.html"
    page_title = gettext_lazy("Move an establishment")
    header_icon = "redirect"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form and, once both places are chosen, the preview."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        asked = self.request.GET
        if "parent" not in asked:
            initial = {"establishment": asked.get("establishment")}
            return {**context, "form": MoveForm(actor=self.actor, initial=initial)}
        form = MoveForm(asked, actor=self.actor)
        return {**context, "form": form, "preview": form.preview() if form.is_valid() else None}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move; what is refused leads back to the preview, made anew."""
        del args, kwargs
        form = MoveForm(request.POST, actor=self.actor)
        here = reverse("deplacements:index")
        if not form.is_valid():
            messages.error(request, " ".join(_sentences(form)))
            return redirect(here)
        establishment, parent = form.chosen, form.chosen_parent
        try:
            move_establishment(
                establishment_id=establishment.id,
                parent_id=parent.id,
                seal=request.POST.get("seal", ""),
                actor=self.actor,
                at=clock.now(),
            )
        except DomainError as error:
            messages.error(request, str(error))
            asked = {"establishment": establishment.id, "parent": parent.id}
            return redirect(f"{here}?{urlencode(asked)}")
        messages.success(
            request,
            _("“%(name)s” is now under “%(parent)s”.")
            % {"name": establishment.name, "parent": parent.name},
        )
        return redirect(here)


class MoveScreen(Screen):
    """`/gestion/deplacements/`."""

    name = "deplacements"
    menu_label = gettext_lazy("Moves")
    menu_order = 105
    icon = "redirect"

    def allows(self, actor: Actor) -> bool:
        """Those who manage a network or a part of it."""
        return bool(actor.nodes(RoleKind.NETWORK_MANAGER))

    def get_urlpatterns(self) -> list[Any]:
        """One address."""
        return [path("", self.view(MoveView), name="index")]


def link_to_move(actor: Actor, establishment: Any) -> PanelLine | None:
    """On the sheet of an establishment, the way to its move, for whoever manages the place it would leave."""
    held = actor.nodes(RoleKind.NETWORK_MANAGER)
    if establishment.path in held or not actor.holds(
        RoleKind.NETWORK_MANAGER, at=establishment.path
    ):
        return None
    query = urlencode({"establishment": establishment.pk})
    return PanelLine(
        label=_("Move it elsewhere in the network"), url=f"{reverse('deplacements:index')}?{query}"
    )


def _sentences(form: MoveForm) -> list[str]:
    return [str(message) for errors in form.errors.values() for message in errors]
