"""The blocks of the home page as a composition: the one that staff saved, else the original one.

What a block finds and shows is in `home_shelves`, `shelves` and `home`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portee.catalogue.api import FacetName, Sort
from portee.portal.models import BlockKind, BlockLayout, HomeBlock
from portee.portal.queries.search_address import question_of
from portee.portal.queries.search_question import SearchQuestion, encoded

USUAL_LENGTH: Final = 6
"""One row of covers on a wide screen, three on a telephone."""

USUAL_TITLES: Final[Mapping[str, Promise]] = {
    BlockKind.DOORS: _("Come in by…"),
    BlockKind.ARRIVALS: _("Latest arrivals"),
    BlockKind.ESTABLISHMENTS: _("The establishments of the network"),
    BlockKind.ACCOUNT: _("How to get an account"),
    BlockKind.HELP: _("Need a hand?"),
    "scores": _("Scores to play"),
    "stage": _("On stage"),
    "online": _("Open on line to everybody"),
}
"""What a block without a title of its own is called: by its kind, or by its code for the original shelves."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and the language they are in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block; the fields are those of `HomeBlock`, the search read."""

    code: str
    kind: str
    is_shown: bool = True
    title_fr: str = ""
    title_en: str = ""
    question: SearchQuestion = field(default_factory=SearchQuestion)
    layout: str = BlockLayout.COVERS.value
    length: int = USUAL_LENGTH
    text_fr: str = ""
    text_en: str = ""

    @property
    def is_fed(self) -> bool:
        """Whether a search fills it."""
        return self.kind in {BlockKind.SHELF, BlockKind.ARRIVALS}

    @property
    def kind_label(self) -> str:
        """What it is, in words."""
        return str(BlockKind(self.kind).label)

    def title(self, language: str) -> Said:
        """Its title: its own, else the French one, else the usual one of its kind."""
        said = _in_language(self.title_fr, self.title_en, language)
        if said.text:
            return said
        with translation.override(language):
            return Said(str(USUAL_TITLES.get(self.code, USUAL_TITLES.get(self.kind, ""))), language)

    def text(self, language: str) -> Said:
        """Its words, in Markdown."""
        return _in_language(self.text_fr, self.text_en, language)


def _in_language(french: str, english: str, language: str) -> Said:
    return Said(english, "en") if language == "en" and english else Said(french, "fr")


def _latest(**chosen: tuple[str, ...]) -> SearchQuestion:
    return SearchQuestion(
        chosen={FacetName(name): values for name, values in chosen.items()}, sort=Sort.ADDED
    )


ORIGINAL: Final[Sequence[Block]] = (
    Block(code="doors", kind=BlockKind.DOORS.value),
    Block(code="arrivals", kind=BlockKind.ARRIVALS.value, question=_latest()),
    Block(code="scores", kind=BlockKind.SHELF.value, question=_latest(type=("score",))),
    Block(
        code="stage",
        kind=BlockKind.SHELF.value,
        question=_latest(type=("video/performance-recording",)),
    ),
    Block(code="online", kind=BlockKind.SHELF.value, question=_latest(access=("free",))),
    Block(code="establishments", kind=BlockKind.ESTABLISHMENTS.value),
    Block(code="account", kind=BlockKind.ACCOUNT.value),
    Block(code="help", kind=BlockKind.HELP.value),
)
"""The page of an installation whose staff has composed nothing."""


def read_blocks() -> list[Block]:
    """The composition in reading order, hidden blocks included, in one query."""
    return [block_of(row) for row in HomeBlock.objects.all()] or list(ORIGINAL)


def block_of(row: HomeBlock) -> Block:
    """A stored block; what its search no longer understands is left out of it."""
    is_arrivals = row.kind == BlockKind.ARRIVALS
    return Block(
        code=row.code,
        kind=row.kind,
        is_shown=row.is_shown,
        title_fr=row.title_fr,
        title_en=row.title_en,
        question=_latest() if is_arrivals else question_of(row.question),
        layout=row.layout,
        length=row.length,
        text_fr=row.text_fr,
        text_en=row.text_en,
    )


def row_of(block: Block, *, position: int) -> HomeBlock:
    """The row that keeps a block, not saved."""
    return HomeBlock(
        code=block.code,
        position=position,
        kind=block.kind,
        is_shown=block.is_shown,
        title_fr=block.title_fr,
        title_en=block.title_en,
        question=encoded(block.question.pairs()),
        layout=block.layout,
        length=block.length,
        text_fr=block.text_fr,
        text_en=block.text_en,
    )
