"""What the page of a resource adds to its sheet: drawing, addresses, what goes with it, what machines read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portee.catalogue import api as catalogue
from portee.kernel.actor import Actor, RoleKind
from portee.network.api import EstablishmentSummary
from portee.portal.organisation import current_organisation
from portee.portal.queries.cover_kind import cover_kind
from portee.portal.queries.resource_related import RelatedGroup, related_to
from portee.portal.queries.structured_data import structured_data
from portee.portal.trail import Trail, trail_to

READERS = (
    RoleKind.RESIDENT,
    RoleKind.PUPIL,
    RoleKind.GUARDIAN,
    RoleKind.TEACHER,
    RoleKind.LIBRARIAN,
)
"""Roles that make an establishment somebody's own; who answers for a whole network has none in particular."""

LONG_LIST = 12
"""Names or lines that a page shows before it folds the rest."""


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """`address` is the whole address, for citing and copying; `cover` a drawing of the design system.

    `search_url` is where the searches of the sheet are asked.
    """

    address: str
    search_url: str
    trail: Trail
    cover: str
    network_holdings: Sequence[catalogue.HoldingLine]
    other_holdings: Sequence[catalogue.HoldingLine]
    received_at: datetime
    common_identifiers: Sequence[catalogue.IdentifierLine]
    other_identifiers: Sequence[catalogue.IdentifierLine]
    related: Sequence[RelatedGroup]
    citations: Sequence[catalogue.Citation]
    structured_data: str
    first_contributors: Sequence[catalogue.Contributor]
    more_contributors: Sequence[catalogue.Contributor]

    @property
    def is_held(self) -> bool:
        """Whether an establishment of the network has it on its shelves."""
        return bool(self._holders)

    @property
    def is_own(self) -> bool:
        """Whether the reader's own establishment has it."""
        return any(one.is_own and not one.is_on_line for one in self.network_holdings)

    @property
    def holder_count(self) -> int:
        """How many establishments of the network have it on their shelves."""
        return len(self._holders)

    @property
    def has_call_numbers(self) -> bool:
        """Whether one of those establishments says where a copy stands on its shelves."""
        return any(
            copy.call_number
            for one in self.network_holdings
            if not one.is_on_line
            for copy in one.copies
        )

    @property
    def first_holder(self) -> EstablishmentSummary | None:
        """The first establishment of the network that has it on its shelves."""
        return next(iter(self._holders), None)

    @property
    def _holders(self) -> list[EstablishmentSummary]:
        return [
            one.establishment
            for one in self.network_holdings
            if one.establishment and not one.is_on_line
        ]

    @property
    def other_styles(self) -> str:
        """What the fold of the citations is called: every style but the first."""
        return _("Other styles: %(styles)s") % {
            "styles": ", ".join(one.name for one in self.citations[1:])
        }


def page_of(sheet: catalogue.ResourceSheet, *, language: str, on: date) -> ResourcePage:
    """The page of a sheet; `on` is the day of the visit, which citations of things on line give."""
    others = sheet.other_contributors
    references = {
        said: catalogue.reference_of(sheet.description, sheet.classification, language=said)
        for said in ("fr", "en")
    }
    return ResourcePage(
        address=current_organisation().base_url + sheet.url,
        search_url=reverse("portal:search"),
        trail=trail_to(Truncator(sheet.heading).chars(60), (_("Search"), "portal:search")),
        cover=cover_kind(sheet.families, sheet.classification.disciplines),
        network_holdings=[one for one in sheet.holdings if one.establishment],
        other_holdings=[one for one in sheet.holdings if not one.establishment],
        received_at=max(origin.received_at for origin in sheet.origins),
        common_identifiers=[one for one in sheet.identifiers if one.is_common],
        other_identifiers=[one for one in sheet.identifiers if not one.is_common],
        related=related_to(sheet, language=language),
        citations=catalogue.citations(references, on=on),
        structured_data=structured_data(sheet, references["en"]),
        first_contributors=others[:LONG_LIST],
        more_contributors=others[LONG_LIST:],
    )


def reader_paths(actor: Actor) -> frozenset[str]:
    """The nodes of the network that the reader belongs to."""
    return actor.nodes(*READERS)
