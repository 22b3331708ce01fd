"""The formats of an export, and how a resource is written in each.

An export says what the page says: it is written from the merged description, never by changing the bytes that a source
sent, which stay as they came (docs/adr/0010) and are for cataloguers to take in the back office.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal, Protocol

from msgspec.structs import replace

from portee.catalogue.citing import reference_of
from portee.catalogue.exporting.retelling import retold
from portee.catalogue.vocabularies import Classification
from portee.protocols.description import Description
from portee.protocols.reference import Reference

if TYPE_CHECKING:
    from portee.protocols.marc import MarcRecord


class ExportFormat(StrEnum):
    """The formats, by the names of addresses."""

    UNIMARC = "unimarc"
    MARC21 = "marc21"
    DUBLIN_CORE = "dc"
    RIS = "ris"
    BIBTEX = "bibtex"


@dataclass(frozen=True, slots=True)
class Export:
    """One file: its bytes, its media type, the end of its name."""

    content: bytes
    media_type: str
    suffix: str


@dataclass(frozen=True, slots=True)
class ExportedResource:
    """What is exported: `address` is the lasting one of its page, `day` that of the export."""

    id: int
    description: Description
    classification: Classification
    address: str
    day: date
    language: str


class MarcWriter(Protocol):
    """How a MARC dialect makes a record of a description."""

    def __call__(
        self, description: Description, *, identifier: str, address: str, entered_date: date
    ) -> "MarcRecord":
        """Give the record."""


def export_resource(resource: ExportedResource, export_format: ExportFormat) -> Export:
    """The resource in a format."""
    return EXPORTS[export_format](resource)


def _unimarc(resource: ExportedResource) -> Export:
    # The writers load parsers of XML and tables of character sets: when somebody exports, not at every start.
    from portee.protocols.unimarc.writing import write  # noqa: PLC0415

    return _iso2709(resource, dialect="unimarc", write=write)


def _marc21(resource: ExportedResource) -> Export:
    from portee.protocols.marc21.writing import write  # noqa: PLC0415  as above

    return _iso2709(resource, dialect="marc21", write=write)


def _iso2709(
    resource: ExportedResource, *, dialect: Literal["unimarc", "marc21"], write: MarcWriter
) -> Export:
    from portee.protocols.marc import write_iso2709  # noqa: PLC0415  as above

    said = retold(
        resource.description, resource.classification, dialect=dialect, language=resource.language
    )

    def written(description: Description) -> bytes:
        record = write(
            description,
            identifier=_number(resource),
            address=resource.address,
            entered_date=resource.day,
        )
        return write_iso2709(record, dialect)

    return Export(_within_iso2709(said, written), "application/marc", f"{dialect}.mrc")


def _dublin_core(resource: ExportedResource) -> Export:
    from portee.protocols.dublin_core.writing import write  # noqa: PLC0415

    description = retold(
        resource.description, resource.classification, dialect="words", language=resource.language
    )
    return Export(write(description, address=resource.address), "application/xml", "dc.xml")


def _ris(resource: ExportedResource) -> Export:
    from portee.protocols.ris import write  # noqa: PLC0415

    content = write([_reference(resource)])
    return Export(content, "application/x-research-info-systems", "ris")


def _bibtex(resource: ExportedResource) -> Export:
    from portee.protocols.bibtex import write  # noqa: PLC0415

    content = write([(f"portee-{resource.id}", _reference(resource))])
    return Export(content, "application/x-bibtex", "bib")


EXPORTS: Final[Mapping[ExportFormat, Callable[[ExportedResource], Export]]] = {
    ExportFormat.UNIMARC: _unimarc,
    ExportFormat.MARC21: _marc21,
    ExportFormat.DUBLIN_CORE: _dublin_core,
    ExportFormat.RIS: _ris,
    ExportFormat.BIBTEX: _bibtex,
}
"""How each is written."""


def _reference(resource: ExportedResource) -> Reference:
    return reference_of(
        resource.description,
        resource.classification,
        language=resource.language,
        catalogue_address=resource.address,
    )


def _number(resource: ExportedResource) -> str:
    return f"portee-{resource.id}"


def _within_iso2709(description: Description, write: Callable[[Description], bytes]) -> bytes:
    """The record, without copies, then with ever shorter lists, when it is too long for ISO 2709.

    A record holds 99,999 bytes: a serial of a large library has more copies than that, a fonds more names.
    """
    kept = 4_000
    while True:
        try:
            return write(description)
        except ValueError:
            description = replace(
                description,
                items=(),
                contributions=description.contributions[:kept],
                subjects=description.subjects[:kept],
                relations=description.relations[:kept],
                incipits=description.incipits[: kept // 10],
                notes=description.notes[:kept],
                titles=description.titles[:kept],
            )
            kept //= 2
            if not kept:
                raise
