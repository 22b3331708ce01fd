"""What the home page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portee.network import api as network
from portee.portal.models import BlockKind
from portee.portal.queries.guide import GuidePage, find_guide_page
from portee.portal.queries.home_blocks import Block, Said, read_blocks
from portee.portal.queries.home_shelves import fill_shelves, has_documents
from portee.portal.queries.home_words import draw_words
from portee.portal.queries.shelves import FilledShelf
from portee.portal.queries.spaces import SPACES, Space

LATEST_COUNT = 5
"""As many lines as the map beside them is high."""

_HELP_SLUGS = ("se-connecter", "trouver-son-etablissement", "confort-de-lecture")


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """One block as the page draws it by `template`; `shelf` for those that a search feeds, `words` for a text.

    `is_hidden` is true in the preview alone, of blocks that readers do not see. `lang` and `words_lang` are given where
    the words are not in the language of the page.
    """

    code: str
    template: str
    title: Said
    is_hidden: bool
    shelf: FilledShelf | None
    words: SafeString
    lang: str
    words_lang: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What the block of establishments says of the network."""

    latest: Sequence[network.EstablishmentSummary]
    map: network.NetworkDrawing | None


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page. Without any establishment it says what to do next; without any document it has no shelf."""

    blocks: Sequence[ShownBlock]
    spaces: Sequence[Space]
    has_documents: bool
    examples: Sequence[str]
    establishment_count: int
    overview: Overview | None
    help_pages: Sequence[GuidePage]


def read_home_page(*, language: str) -> HomePage:
    """Read what readers see, in five queries at most, and three more when there are documents."""
    blocks = [block for block in read_blocks() if block.is_shown]
    return draw_home_page(blocks, language=language)


def draw_home_page(blocks: Sequence[Block], *, language: str) -> HomePage:
    """The page that these blocks make, hidden ones included: a preview when they are not those of the table."""
    shelves = fill_shelves(blocks, language=language, path=reverse("portal:search"))
    count = network.count_establishments()
    shown = [
        _shown(block, shelves.get(block.code), language)
        for block in blocks
        if _has_content(block, shelves, establishment_count=count)
    ]
    has_network = any(block.kind == BlockKind.ESTABLISHMENTS for block in blocks)
    found = bool(shelves) or has_documents()
    pages = (find_guide_page(slug, language=language) for slug in _HELP_SLUGS)
    return HomePage(
        blocks=shown,
        spaces=SPACES,
        has_documents=found,
        examples=_examples(has_documents=found),
        establishment_count=count,
        overview=_overview() if has_network and count else None,
        help_pages=[page for page in pages if page is not None],
    )


def _has_content(
    block: Block, shelves: dict[str, FilledShelf], *, establishment_count: int
) -> bool:
    if block.is_fed:
        return block.code in shelves
    return block.kind != BlockKind.ESTABLISHMENTS or establishment_count > 0


def _shown(block: Block, shelf: FilledShelf | None, language: str) -> ShownBlock:
    kind = BlockKind.SHELF.value if block.is_fed else block.kind
    title, text = block.title(language), block.text(language)
    return ShownBlock(
        code=block.code,
        template=f"portal/home/_{kind}.html",
        title=title,
        is_hidden=not block.is_shown,
        shelf=shelf,
        words=draw_words(text.text),
        lang=_other(title, language),
        words_lang=_other(text, language),
    )


def _other(said: Said, language: str) -> str:
    return "" if said.language == language else said.language


def _overview() -> Overview:
    return Overview(
        latest=network.latest_establishments(limit=LATEST_COUNT), map=network.draw_network()
    )


def _examples(*, has_documents: bool) -> tuple[str, ...]:
    """Words to try, that find something."""
    if has_documents:
        return (_("cello second cycle"), _("lullaby"), _("Molière"))
    return (_("library"), _("conservatoire"), _("password"))
