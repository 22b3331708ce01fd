"""One block of the home page: its form, its removal, and what is done to it by a button of the list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portee.kernel import clock
from portee.kernel.errors import DomainError
from portee.portal.forms.home_block import BlockForm
from portee.portal.language import reader_language
from portee.portal.models import BlockKind
from portee.portal.queries.home import draw_home_page
from portee.portal.queries.home_blocks import Block, read_blocks
from portee.portal.queries.home_shelves import count_found
from portee.portal.services.home_block import add_block, change_block, remove_block
from portee.ui.backoffice.screen import ScreenView


def title_of(block: Block) -> str:
    """What the block is called on the screens, in the language of the person."""
    return block.title(reader_language()).text or block.kind_label


def show_preview(request: HttpRequest, blocks: Sequence[Block]) -> HttpResponse:
    """The home page that these blocks make, hidden ones included and marked."""
    home = draw_home_page(blocks, language=reader_language())
    return render(request, "portal/home/home.html", {"home": home, "is_preview": True})


class BlockView(ScreenView):
    """A page about one block, named by its code in the address; 404 without it."""

    blocks: Sequence[Block]
    block: Block

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the block, for whoever may compose."""
        if self.allows is not None and self.allows(self.actor):
            self.blocks = read_blocks()
            self.block = self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def find(self, **kwargs: str) -> Block:
        """The block of the address."""
        for block in self.blocks:
            if block.code == kwargs["code"]:
                return block
        raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the block."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "block": self.block, "title": title_of(self.block)}

    def back(self, code: str = "") -> HttpResponse:
        """The list again, at the block."""
        return redirect(reverse("accueil:index") + (f"#bloc-{code}" if code else ""))


class BlockActionView(BlockView):
    """POST only: `act` is done to the block, then `said` of it on the list."""

    http_method_names = ("post",)
    act: Callable[..., Any] | None = None
    said: str | Promise = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, say it, show the list."""
        del kwargs
        if self.act is None:
            raise NotImplementedError
        try:
            self.act(code=self.block.code, actor=self.actor, at=clock.now())
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, str(self.said) % {"title": title_of(self.block)})
        return self.back(self.block.code)


class BlockRemovalView(BlockView):
    """Asks before a block is removed, then removes it."""

    template_name = "portal/staff/home_removal.html"
    page_title = gettext_lazy("Remove a block")
    header_icon = "bin"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Remove it."""
        del kwargs
        try:
            remove_block(code=self.block.code, actor=self.actor, at=clock.now())
        except DomainError as error:
            messages.error(request, str(error))
        else:
            said = _("“%(title)s” was removed.") % {"title": title_of(self.block)}
            messages.success(request, said)
        return self.back()


class BlockFormView(BlockView):
    """The form of a block: change it, or see the page it would make before keeping it."""

    template_name = "portal/staff/home_block.html"
    page_title = gettext_lazy("Change a block")
    header_icon = "edit"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, and the kind it is for."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("form", BlockForm(block=self.block))
        return {**context, "page_subtitle": self.block.kind_label}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep what was filled in, or only show the page it would make."""
        hosts = {request.get_host(), urlsplit(settings.BASE_URL).netloc}
        form = BlockForm(request.POST, block=self.block, hosts=hosts)
        if form.is_valid() and "preview" in request.POST:
            return show_preview(request, self.with_draft(form))
        if form.is_valid():
            try:
                code = self.save(form)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                _say_what_is_found(request, self.draft(form))
                return self.back(code)
        return self.render_to_response(self.get_context_data(**kwargs, form=form))

    def save(self, form: BlockForm) -> str:
        """Change the block; give its code."""
        change_block(code=self.block.code, facts=form.facts(), actor=self.actor, at=clock.now())
        return self.block.code

    def draft(self, form: BlockForm) -> Block:
        """The block as the form has it."""
        return replace(self.block, **form.facts())

    def with_draft(self, form: BlockForm) -> list[Block]:
        """The composition, the form's block in its place."""
        draft = self.draft(form)
        return [draft if block.code == draft.code else block for block in self.blocks]


class NewBlockView(BlockFormView):
    """The form of a new block of the kind in the address; 404 for another kind."""

    page_title = gettext_lazy("Add a block")
    header_icon = "plus"

    def find(self, **kwargs: str) -> Block:
        """An empty block of the kind."""
        if kwargs["kind"] not in BlockKind.values:
            raise Http404
        return Block(code="", kind=kwargs["kind"], is_shown=False)

    def save(self, form: BlockForm) -> str:
        """Add the block; give its code."""
        return add_block(kind=self.block.kind, facts=form.facts(), actor=self.actor, at=clock.now())

    def with_draft(self, form: BlockForm) -> list[Block]:
        """The composition, the new block first, so that nobody has to look for it."""
        return [self.draft(form), *self.blocks]


def _say_what_is_found(request: HttpRequest, draft: Block) -> None:
    title = {"title": title_of(draft)}
    if count_found([draft]).get(draft.code) == 0:
        said = _("“%(title)s” is kept, but its search finds nothing: readers do not see it.")
        messages.warning(request, said % title)
    else:
        messages.success(request, _("“%(title)s” is kept.") % title)
