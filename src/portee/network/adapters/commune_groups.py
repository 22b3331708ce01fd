"""Which commune belongs to which group of communes (EPCI): a small CSV of our own columns.

Source: DGCL and INSEE through « découpage administratif » (Etalab), Licence Ouverte 2.0; cut down by us.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from portee.kernel.ordering import search_key
from portee.network.adapters.csv_file import read_layout, read_rows
from portee.network.errors import UnusableFileError
from portee.network.mending import mended_text

COLUMNS = frozenset({"siren", "groupe", "code_insee", "commune"})


@dataclass(frozen=True, slots=True)
class CommuneMembership:
    """A commune, and the group it belongs to by its SIREN number."""

    insee_code: str
    commune: str
    group_siren: str
    group_name: str


def read_memberships(path: Path) -> Mapping[tuple[str, str], CommuneMembership]:
    """Memberships by département and folded name of commune, which is all that lists of libraries give.

    Raises: UnusableFileError when columns miss.
    """
    layout = read_layout(path)
    if not set(layout.columns) >= COLUMNS:
        raise UnusableFileError(
            _("The list of groups has no columns “siren”, “groupe”, “code_insee” and “commune”.")
        )
    found = {}
    for row in read_rows(path, layout):
        membership = CommuneMembership(
            insee_code=row.cells["code_insee"],
            commune=mended_text(row.cells["commune"]),
            group_siren=row.cells["siren"],
            group_name=mended_text(row.cells["groupe"]),
        )
        found[departement_of(membership.insee_code), search_key(membership.commune)] = membership
    return found


def departement_of(insee_code: str) -> str:
    """The département of a commune by its INSEE code: three characters overseas."""
    return insee_code[:3] if insee_code[:2] in {"97", "98"} else insee_code[:2]
