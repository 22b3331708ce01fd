"""One line of a result, in the words of the page."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.utils.text import Truncator
from django.utils.translation import ngettext

from portee.catalogue.api import ResourceCard
from portee.portal.queries.cover_kind import cover_kind, cover_title

TITLE_CHARACTERS: Final = 160
"""Three lines of a result; transcribed title pages run over a screen, and their sheet shows them whole."""

MOST_INSTRUMENTS: Final = 4
MOST_HOLDERS: Final = 2


@dataclass(frozen=True)
class ResultHit:
    """One line of the result. `is_here`: the reader's own establishment has it; `opens`: it opens on line to her."""

    card: ResourceCard
    is_here: bool
    opens: bool = False

    @property
    def title(self) -> str:
        """The title, cut where it is too long for a list."""
        title = self.card.title
        return title if len(title) <= TITLE_CHARACTERS else Truncator(title).chars(TITLE_CHARACTERS)

    @property
    def cover(self) -> str:
        """The drawing that stands for it."""
        return cover_kind(self.card.types, self.card.disciplines)

    @property
    def cover_title(self) -> str:
        """The words set on it when it is large."""
        return cover_title(self.card.title)

    @property
    def people(self) -> str:
        """Who made it."""
        return " · ".join(self.card.contributors)

    @property
    def facts(self) -> tuple[str, ...]:
        """What it is, for which instruments and level, when and by whom published; the unknown is left out."""
        card = self.card
        return tuple(
            filter(
                None,
                (
                    card.type_label,
                    ", ".join(card.instruments[:MOST_INSTRUMENTS]),
                    ", ".join(card.levels),
                    card.date,
                    card.publisher,
                ),
            )
        )

    @property
    def is_free(self) -> bool:
        """Whether it opens on line without any condition."""
        return bool(self.card.online_url) and "free" in self.card.access

    @cached_property
    def holders(self) -> str:
        """Who has it: names while there are few, their number then."""
        names = self.card.holders
        if len(names) <= MOST_HOLDERS:
            return ", ".join(names)
        return ngettext("in %(count)d establishment", "in %(count)d establishments", len(names)) % {
            "count": len(names)
        }
