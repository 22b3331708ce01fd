"""The six spaces of the home page: doors into the search, each with the facet it opens; disciplines have a page.

The values are those of the catalogue's facets (`discipline`, `type`): a space is a search with a name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Space:
    """One way in. `tone` is the colour and `icon` the drawing that go with the word, never alone.

    `slug` is the word of its page in addresses, empty when it has none and opens the search.
    """

    code: str
    label: Promise
    summary: Promise
    icon: str
    tone: str
    filters: tuple[tuple[str, str], ...]
    slug: str = ""

    @property
    def url(self) -> str:
        """The search page, opened on this space."""
        return f"{reverse('portal:search')}?{urlencode(self.filters)}"

    @property
    def page_url(self) -> str:
        """Its own page, or else the search."""
        return reverse("portal:browse_discipline", args=[self.slug]) if self.slug else self.url


SPACES: Sequence[Space] = (
    Space(
        code="music",
        label=_("Music"),
        summary=_("Scores, recordings, play-along tracks"),
        icon="music",
        tone="musique",
        filters=(("discipline", "music"),),
        slug="musique",
    ),
    Space(
        code="dance",
        label=_("Dance"),
        summary=_("Films of performances, warm-ups, notations"),
        icon="dance",
        tone="danse",
        filters=(("discipline", "dance"),),
        slug="danse",
    ),
    Space(
        code="theatre",
        label=_("Theatre"),
        summary=_("Plays, scenes to rehearse, recordings"),
        icon="theatre",
        tone="theatre",
        filters=(("discipline", "theatre"),),
        slug="theatre",
    ),
    Space(
        code="mime",
        label=_("Mime"),
        summary=_("Movement, gestures, masks"),
        icon="mime",
        tone="mime",
        filters=(("discipline", "mime"),),
        slug="mime",
    ),
    Space(
        code="read",
        label=_("Read, listen, watch"),
        summary=_("Books, newspapers, music and films"),
        icon="book",
        tone="lire",
        filters=(
            ("type", "book"),
            ("type", "periodical"),
            ("type", "sound-recording"),
            ("type", "video"),
        ),
    ),
    Space(
        code="learn",
        label=_("Learn"),
        summary=_("Languages, computing, school support, music theory"),
        icon="learning",
        tone="archive",
        filters=(("type", "course"),),
    ),
)

DISCIPLINES: Mapping[str, Space] = {space.slug: space for space in SPACES if space.slug}
"""The spaces that have a page, by their word in addresses."""


def space_of(parameters: Mapping[str, Sequence[str]]) -> Space | None:
    """The space that the parameters of a search open, when they open exactly one."""
    asked = {(key, value) for key in ("discipline", "type") for value in parameters.get(key, ())}
    return next((space for space in SPACES if asked and asked == set(space.filters)), None)
