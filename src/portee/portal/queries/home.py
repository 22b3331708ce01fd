"""What the home page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from portee.network import api as network
from portee.portal.queries.guide import GuidePage, find_guide_page
from portee.portal.queries.home_shelves import FilledShelf, read_shelves
from portee.portal.queries.spaces import SPACES, Space

LATEST_COUNT = 5
"""As many lines as the map beside them is high."""

_HELP_SLUGS = ("se-connecter", "trouver-son-etablissement", "confort-de-lecture")


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page. Without any establishment, `latest` is empty and the page says what to do next; without any
    document, there are no `shelves`.
    """

    spaces: Sequence[Space]
    shelves: Sequence[FilledShelf]
    examples: Sequence[str]
    establishment_count: int
    latest: Sequence[network.EstablishmentSummary]
    map: network.NetworkDrawing | None
    help_pages: Sequence[GuidePage]


def read_home_page(*, language: str) -> HomePage:
    """Read what the home page shows, in four queries, and three more when there are documents."""
    pages = (find_guide_page(slug, language=language) for slug in _HELP_SLUGS)
    shelves = read_shelves(language=language, path=reverse("portal:search"))
    return HomePage(
        spaces=SPACES,
        shelves=shelves,
        examples=_examples(has_documents=bool(shelves)),
        establishment_count=network.count_establishments(),
        latest=network.latest_establishments(limit=LATEST_COUNT),
        map=network.draw_network(),
        help_pages=[page for page in pages if page is not None],
    )


def _examples(*, has_documents: bool) -> tuple[str, ...]:
    """Words to try, that find something."""
    if has_documents:
        return (_("cello second cycle"), _("lullaby"), _("Molière"))
    return (_("library"), _("conservatoire"), _("password"))
