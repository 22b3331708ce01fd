"""Lists of establishments in CSV: the national list of public libraries, or columns of our own names.

Each record becomes an `ImportedEstablishment` in our words, or a reason why not. Nothing is written here.

Source: Ministère de la Culture, « Adresses des bibliothèques publiques », Licence Ouverte 2.0.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from django.utils.translation import gettext as _

from portee.network.adapters.csv_file import SPARE, Layout, Row, read_layout, read_rows
from portee.network.errors import UnusableFileError
from portee.network.facts import EstablishmentFacts
from portee.network.mending import (
    guessed_kind,
    mended_name,
    mended_street,
    mended_text,
    mended_website,
    zone_name,
)
from portee.network.models import Answer, EstablishmentKind, IdentifierScheme


@dataclass(frozen=True, slots=True)
class ImportedEstablishment:
    """One establishment as a list gives it, in our words.

    `identifier` is the key by which the next import finds it again; `code` is empty when the list gives none;
    `parent_code` likewise. `repaired` names the facts that were mended or left out.
    """

    line: int
    scheme: str
    identifier: str
    code: str
    parent_code: str
    departement: str
    facts: EstablishmentFacts
    repaired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A record that cannot be used, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A sound record of something that is not open to the public."""

    line: int
    departement: str
    reason: str


ListedLine: TypeAlias = ImportedEstablishment | RejectedLine | SkippedLine

NATIONAL_COLUMNS = frozenset({"Code_bib", "nom_de_l_etablissement", "code_departement", "Ville"})
CLOSED_TO_PUBLIC = frozenset(
    {"Lieu uniquement administratif", "Réserve de documents non ouverte au public"}
)

COLUMN_ALIASES: Mapping[str, str] = {
    "nom": "name",
    "type": "kind",
    "rattachement": "parent",
    "adresse": "street",
    "code_postal": "postcode",
    "code_insee": "insee_code",
    "fuseau_horaire": "timezone_name",
    "timezone": "timezone_name",
    "telephone": "phone",
    "courriel": "email",
    "site_internet": "website",
}
"""French names of our columns."""

TEXT_COLUMNS = ("about", "commune", "postcode", "insee_code", "phone", "email", "public_transport")


def read_establishments(path: Path) -> Iterator[ListedLine]:
    """The establishments of a list, whichever of the two layouts it has.

    Raises: UnusableFileError when the file is none of them.
    """
    layout = read_layout(path)
    understood = _reader_for(layout)
    for row in read_rows(path, layout):
        if SPARE in row.cells:
            yield RejectedLine(row.line, _("The line has more cells than the header."))
        else:
            yield understood(row)


def _reader_for(layout: Layout) -> Callable[[Row], ListedLine]:
    columns = set(layout.columns)
    if columns >= NATIONAL_COLUMNS:
        return _national
    named = {COLUMN_ALIASES.get(column.lower(), column.lower()) for column in columns}
    if {"code", "name"} <= named:
        return _named
    raise UnusableFileError(
        _(
            "The columns are not those of a list of establishments: "
            "either the national list, or at least “code” and “name”."
        )
    )


def _national(row: Row) -> ListedLine:
    """One line of the national list of public libraries."""
    cells = row.cells
    identifier, name = (
        cells.get("Code_bib", ""),
        mended_name(cells.get("nom_de_l_etablissement", "")),
    )
    if not identifier or len(identifier) > 40:
        return RejectedLine(row.line, _("The survey code is missing or too long."))
    if not name:
        return RejectedLine(row.line, _("The name is missing."))
    if cells.get("type_adresse") in CLOSED_TO_PUBLIC:
        return SkippedLine(
            row.line, cells.get("code_departement", ""), _("Not open to the public.")
        )
    departement = cells.get("code_departement", "")
    longitude, latitude = _position(cells.get("Longitude", ""), cells.get("Latitude", ""))
    facts = EstablishmentFacts(
        name=name,
        kind=guessed_kind(name),
        street=mended_street(cells.get("Adresse", "")),
        postcode=cells.get("CP", ""),
        commune=mended_text(cells.get("Ville", "")),
        longitude=longitude,
        latitude=latitude,
        timezone_name=zone_name(departement),
        website=mended_website(cells.get("site_internet", "")),
        public_internet=Answer.YES if cells.get("connexion_wi_fi") == "Oui" else Answer.UNKNOWN,
        population_served=_count(cells.get("Population commune", "")),
    )
    repaired = _repaired(
        facts,
        {
            "name": cells.get("nom_de_l_etablissement", ""),
            "street": cells.get("Adresse", ""),
            "website": cells.get("site_internet", ""),
        },
    )
    if longitude is None and cells.get("Longitude"):
        repaired = (*repaired, "position")
    return ImportedEstablishment(
        row.line, IdentifierScheme.SURVEY, identifier, "", "", departement, facts, repaired
    )


def _named(row: Row) -> ListedLine:
    """One line whose columns bear our names, in English or French."""
    cells = {
        COLUMN_ALIASES.get(column.lower(), column.lower()): cell
        for column, cell in row.cells.items()
    }
    name = mended_text(cells.get("name", ""))
    if not cells.get("code") or not name:
        return RejectedLine(row.line, _("The code or the name is missing."))
    kind = cells.get("kind") or guessed_kind(name)
    if kind not in EstablishmentKind.values:
        return RejectedLine(
            row.line, _("“%(kind)s” is not a kind of establishment.") % {"kind": kind}
        )
    longitude, latitude = _position(cells.get("longitude", ""), cells.get("latitude", ""))
    facts = EstablishmentFacts(name=name, kind=kind, longitude=longitude, latitude=latitude)
    if "street" in cells:
        facts["street"] = mended_street(cells["street"])
    if "website" in cells:
        facts["website"] = mended_website(cells["website"])
    if cells.get("timezone_name"):
        facts["timezone_name"] = cells["timezone_name"]
    for column in TEXT_COLUMNS:
        if column in cells:
            facts[column] = mended_text(cells[column])  # type: ignore[literal-required]
    repaired = _repaired(facts, {"name": cells["name"], "website": cells.get("website", "")})
    return ImportedEstablishment(
        row.line, "", "", cells["code"], cells.get("parent", ""), "", facts, repaired
    )


def _repaired(facts: EstablishmentFacts, given: Mapping[str, str]) -> tuple[str, ...]:
    """Facts that differ from what the list gave, apostrophes and spaces aside."""
    return tuple(key for key, text in given.items() if facts.get(key, "") != mended_text(text))


def _position(longitude: str, latitude: str) -> tuple[float | None, float | None]:
    """A position on the globe, or none: half a position, (0, 0) and numbers off the globe are no position."""
    try:
        east, north = float(longitude.replace(",", ".")), float(latitude.replace(",", "."))
    except ValueError:
        return None, None
    if not (-180 <= east <= 180 and -90 <= north <= 90) or (east == 0 and north == 0):
        return None, None
    return east, north


def _count(text: str) -> int | None:
    """A number of people; unknown when the cell is empty or absurd."""
    try:
        count = int(float(text))
    except (ValueError, OverflowError):
        return None
    return count if 0 <= count < 2**31 else None
