"""The composition of the home page: its blocks in order, its preview, the way back to the original one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.network.api import list_root_paths
from portee.portal.models import BlockKind, HomeBlock
from portee.portal.models.home_block import SINGLE_KINDS
from portee.portal.policies import COMPOSING_ROLES, may_compose_home
from portee.portal.queries.home_blocks import Block, read_blocks
from portee.portal.queries.home_shelves import count_found
from portee.portal.services.home_block import MOST_BLOCKS, move_block, restore_home, show_block
from portee.portal.services.portal_state import agree_home
from portee.portal.staff.home_block import (
    BlockActionView,
    BlockFormView,
    BlockRemovalView,
    NewBlockView,
    show_preview,
    title_of,
)
from portee.ui.backoffice.screen import Screen, ScreenView


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One line of the list; `found` is None where no search feeds the block, or while search is being rebuilt."""

    block: Block
    title: str
    found: int | None
    is_first: bool
    is_last: bool


class HomeView(ScreenView):
    """The blocks in order, with what may be done to each."""

    template_name = "portal/staff/home_page.html"
    page_title = gettext_lazy("Home page of the site")
    header_icon = "home"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the blocks and the kinds that may be added."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        blocks = read_blocks()
        return {
            **context,
            "lines": _lines(blocks),
            "is_original": not HomeBlock.objects.exists(),
            "kinds": _kinds_to_add(blocks),
            "most": MOST_BLOCKS,
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Note that the page suits the network as it is."""
        del kwargs
        agree_home(at=clock.now())
        messages.success(request, _("Noted: the home page suits the network as it is."))
        return redirect(reverse("accueil:index"))


class PreviewView(ScreenView):
    """The page as it would be with every block shown."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Draw it."""
        del kwargs
        return show_preview(request, read_blocks())


class RestorationView(ScreenView):
    """Asks before the composition is forgotten, then forgets it."""

    template_name = "portal/staff/home_restoration.html"
    page_title = gettext_lazy("Go back to the original page")
    header_icon = "undo"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Forget it."""
        del kwargs
        try:
            restore_home(actor=self.actor, at=clock.now())
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The home page is the original one again."))
        return redirect(reverse("accueil:index"))


class HomeScreen(Screen):
    """`/gestion/accueil/`."""

    name = "accueil"
    menu_label = gettext_lazy("Home page")
    menu_order = 90
    icon = "home"

    def allows(self, actor: Actor) -> bool:
        """Managers and writers of the whole network. Asks the database only of those who hold such a role somewhere."""
        if not actor.nodes(*COMPOSING_ROLES):
            return False
        return may_compose_home(actor, top_paths=list_root_paths())

    def get_urlpatterns(self) -> list[Any]:
        """The list, the preview, what is done to the page, what is done to a block."""
        pages = [
            path("", self.view(HomeView), name="index"),
            path("apercu/", self.view(PreviewView), name="preview"),
            path("retablir/", self.view(RestorationView), name="restore"),
            path("nouveau/<slug:kind>/", self.view(NewBlockView), name="add"),
            path("<slug:code>/", self.view(BlockFormView), name="edit"),
            path("<slug:code>/retirer/", self.view(BlockRemovalView), name="remove"),
        ]
        moved, shown, hidden = (
            gettext_lazy("“%(title)s” was moved."),
            gettext_lazy("“%(title)s” is now shown to readers."),
            gettext_lazy("“%(title)s” is now hidden from readers."),
        )
        actions = (
            ("monter", "up", partial(move_block, by=-1), moved),
            ("descendre", "down", partial(move_block, by=1), moved),
            ("montrer", "show", partial(show_block, is_shown=True), shown),
            ("masquer", "hide", partial(show_block, is_shown=False), hidden),
        )
        return pages + [
            path(
                f"<slug:code>/{segment}/",
                self.view(BlockActionView, act=act, said=said),
                name=name,
            )
            for segment, name, act, said in actions
        ]


def _lines(blocks: Sequence[Block]) -> list[BlockLine]:
    found = count_found(blocks)
    last = len(blocks) - 1
    return [
        BlockLine(
            block=block,
            title=title_of(block),
            found=found.get(block.code),
            is_first=place == 0,
            is_last=place == last,
        )
        for place, block in enumerate(blocks)
    ]


def _kinds_to_add(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Code and words of each kind, none when the page is full."""
    if len(blocks) >= MOST_BLOCKS:
        return []
    present = {block.kind for block in blocks}
    return [
        (kind.value, str(kind.label))
        for kind in BlockKind
        if kind not in SINGLE_KINDS or kind not in present
    ]
