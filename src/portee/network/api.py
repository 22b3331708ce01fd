"""The door of the network: what other contexts may ask of establishments."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _

from portee.kernel.request_memory import once
from portee.network.errors import MoveRefusedError, NotDemonstrationError
from portee.network.models import PLACE_KINDS, Establishment, EstablishmentKind
from portee.network.policies import may_move_establishment
from portee.network.queries.establishment import (
    EstablishmentContact,
    EstablishmentSummary,
    all_places,
    contacts_of,
    matching,
    summarised,
)
from portee.network.queries.overview import NetworkDrawing, draw_network
from portee.network.sections import EstablishmentSection, register_section
from portee.network.services.demonstration import DemonstrationFiles, build_demonstration
from portee.network.services.establishment import lock_tree, move_establishment

__all__ = [
    "PATH_STEP",
    "PLACE_KINDS",
    "EstablishmentContact",
    "EstablishmentKind",
    "EstablishmentSection",
    "EstablishmentSummary",
    "MoveRefusedError",
    "NetworkDrawing",
    "NotDemonstrationError",
    "contacts_of",
    "count_establishments",
    "draw_network",
    "establishment_path",
    "fill_demonstration",
    "find_establishment",
    "latest_establishments",
    "list_ancestors",
    "list_establishments",
    "list_registering_establishments",
    "list_root_paths",
    "lock_tree",
    "may_move_establishment",
    "move_establishment",
    "register_section",
    "search_establishments",
]

PATH_STEP: Final = Establishment.steplen
"""Characters of one step of a path of the tree."""


def find_establishment(code: str) -> EstablishmentSummary | None:
    """The node that bears a code, if any."""
    row = Establishment.objects.filter(code=code).first()
    return summarised(row) if row else None


def list_establishments(
    *, under: str = "", kinds: Iterable[str] = (), ids: Iterable[int] | None = None
) -> list[EstablishmentSummary]:
    """Nodes in the order of the tree: all, or those at and below the path `under`, of `kinds`, among `ids`."""
    rows = Establishment.objects.all()
    if under:
        rows = rows.filter(path__startswith=under)
    if wanted_kinds := list(kinds):
        rows = rows.filter(kind__in=wanted_kinds)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return [summarised(row) for row in rows]


def list_registering_establishments(text: str = "") -> list[EstablishmentSummary]:
    """Places that take requests on line and whose name, commune or postcode hold the words, the virtual ones last."""
    rows = all_places().registering().filter(matching(text))
    return sorted((summarised(row) for row in rows), key=lambda found: found.is_virtual)


def list_ancestors(establishment_id: int) -> list[EstablishmentSummary]:
    """The nodes above one, from the root down to its parent; none above a root or an unknown id."""
    row = Establishment.objects.filter(pk=establishment_id).first()
    return [summarised(above) for above in row.get_ancestors()] if row else []


def list_root_paths() -> list[str]:
    """The paths of the roots, as rights need them; one query for each request, which asks for every entry of a menu."""
    return once(
        "network.root_paths",
        lambda: list(Establishment.objects.filter(depth=1).values_list("path", flat=True)),
    )


def search_establishments(text: str, limit: int = 10) -> list[EstablishmentSummary]:
    """Places whose name, commune or postcode hold every word typed, whatever its accents and capitals."""
    return [summarised(row) for row in all_places().filter(matching(text))[:limit]]


def count_establishments() -> int:
    """How many places the network has, the nodes that only gather others left out."""
    return Establishment.objects.places().count()


def latest_establishments(limit: int = 5) -> list[EstablishmentSummary]:
    """The places that joined last, the newest first."""
    rows = Establishment.objects.places().order_by("-created_at", "-pk")
    return [summarised(row) for row in rows[:limit]]


def establishment_path(establishment_id: int) -> str | None:
    """Where a node stands in the tree, as roles name it; `None` for an id that is no establishment."""
    return Establishment.objects.filter(pk=establishment_id).values_list("path", flat=True).first()


def fill_demonstration(*, folder: Path, at: datetime) -> EstablishmentSummary:
    """Build the demonstration network out of the files of a folder, or complete it; gives its root.

    Raises: NotDemonstrationError when the installation holds a network that is no demonstration.
    """
    files = DemonstrationFiles.read(folder)
    roots = set(Establishment.objects.filter(depth=1).values_list("code", flat=True))
    if roots - {files.root_code}:
        raise NotDemonstrationError(
            _("This installation already holds a network: the demonstration is not added to it.")
        )
    return summarised(Establishment.objects.get(pk=build_demonstration(files=files, at=at)))
