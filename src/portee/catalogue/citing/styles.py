"""Five styles of citation, each a pure function from a reference to pieces of text.

ISO 690 is written in French, as French schools ask for it; the others in English, the language they are defined in.
What a reference does not say is said as each style wants it, or left out.
Sources: ISO 690:2021 (NF ISO 690); APA, 7th edition; MLA Handbook, 9th edition; Chicago Manual of Style, 17th edition
(bibliography); Cite Them Right, 12th edition (Harvard).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from portee.catalogue.citing.names import names_apa, names_harvard, names_iso, names_mla
from portee.protocols.reference import Reference, ReferenceKind

Piece = tuple[str, bool]
"""Text, and whether it is set in italics."""

MONTHS_FR: Final = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
)
MONTHS: Final = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in one style; `language` is that of its words."""

    code: str
    name: str
    language: str
    pieces: Sequence[Piece]

    @property
    def text(self) -> str:
        """The citation without italics, as it is pasted."""
        return "".join(text for text, _italic in self.pieces)


@dataclass(frozen=True, slots=True)
class Style:
    """One style. `write` takes a reference and the day somebody looks at the page."""

    code: str
    name: str
    language: str
    write: Callable[[Reference, date], Iterator[Piece]]


def citations(references: Mapping[str, Reference], *, on: date) -> list[Citation]:
    """The reference in every style; `references` gives it in the language of each (`fr`, `en`)."""
    return [
        Citation(
            style.code,
            style.name,
            style.language,
            _joined(style.write(references[style.language], on)),
        )
        for style in STYLES
    ]


def _iso690(one: Reference, on: date) -> Iterator[Piece]:
    if one.people and (names := names_iso(one)):
        yield f"{names}. ", False
    yield one.full_title, not one.container
    medium = "en ligne" if one.address else one.medium.lower()
    if (medium and one.kind is not ReferenceKind.BOOK) or one.address:
        yield f" [{medium}]", False
    yield ". ", False
    if one.container:
        yield "In : ", False
        yield one.container, True
        yield f", {one.container_number}. " if one.container_number else ". ", False
    if one.edition:
        yield f"{_ended(one.edition)} ", False
    yield _sentence(_imprint(one, unknown_place="[S. l.]", unknown_year="[s. d.]")), False
    if one.series:
        number = f", {one.series_number}" if one.series_number else ""
        yield f" {one.series}{number}.", False
    for name, number in (("ISBN", one.isbn), ("ISMN", one.ismn), ("ISSN", one.issn)):
        if number:
            yield f" {name}\u00a0{number}.", False
    if one.doi:
        yield f" DOI\u00a0: {one.doi}.", False
    elif one.address:
        day = f"{on.day} {MONTHS_FR[on.month - 1]} {on.year}"
        yield f" Disponible à l’adresse\u00a0: {one.address} [consulté le {day}].", False


def _apa(one: Reference, on: date) -> Iterator[Piece]:
    del on
    names = names_apa(one)
    year = f"({one.year or 'n.d.'}). "
    if names:
        yield f"{_ended(names)} {year}", False
    yield one.full_title, not one.container
    if one.edition:
        yield f" ({one.edition.rstrip('.')})", False
    if one.kind is not ReferenceKind.BOOK and one.medium and not one.container:
        yield f" [{one.medium}]", False
    yield ". ", False
    if not names:
        yield year, False
    if one.container:
        yield one.container, True
        yield f", {one.container_number}. " if one.container_number else ". ", False
    if one.publisher:
        yield f"{_ended(one.publisher)} ", False
    if one.doi or one.address:
        yield (f"https://doi.org/{one.doi}" if one.doi else one.address), False


def _mla(one: Reference, on: date) -> Iterator[Piece]:
    if names := names_mla(one):
        yield f"{_ended(names)} ", False
    if one.container:
        yield f"“{_ended(one.full_title)}” ", False
        yield one.container, True
        yield ", ", False
    else:
        yield one.full_title, True
        yield ". ", False
    parts = [one.container_number, one.edition, one.series, one.publisher, one.year]
    if line := ", ".join(part.rstrip(".") for part in parts if part):
        yield f"{line}.", False
    if one.kind is not ReferenceKind.BOOK and one.medium and not one.container:
        yield f" {one.medium}.", False
    if one.doi or one.address:
        address = f"https://doi.org/{one.doi}" if one.doi else one.address
        day = f"{on.day} {MONTHS[on.month - 1][:3]}. {on.year}"
        yield f" {address}. Accessed {day}.", False


def _chicago(one: Reference, on: date) -> Iterator[Piece]:
    if names := names_mla(one, most=6):
        yield f"{_ended(names)} ", False
    if one.container:
        yield f"“{_ended(one.full_title)}” In ", False
        yield one.container, True
        yield f", {one.container_number}. " if one.container_number else ". ", False
    else:
        yield one.full_title, True
        yield ". ", False
    if one.edition:
        yield f"{_ended(one.edition)} ", False
    if one.series:
        number = f" {one.series_number}" if one.series_number else ""
        yield f"{one.series}{number}. ", False
    yield _sentence(_imprint(one, unknown_year="n.d.")), False
    if one.kind is not ReferenceKind.BOOK and one.medium and not one.container:
        yield f" {one.medium}.", False
    if one.doi:
        yield f" https://doi.org/{one.doi}.", False
    elif one.address:
        day = f"{MONTHS[on.month - 1]} {on.day}, {on.year}"
        yield f" Accessed {day}. {one.address}.", False


def _harvard(one: Reference, on: date) -> Iterator[Piece]:
    names = names_harvard(one)
    if names:
        yield f"{names} ({one.year or 'no date'}) ", False
    if one.container:
        yield f"‘{one.full_title}’, in ", False
        yield one.container, True
        yield f", {one.container_number}. " if one.container_number else ". ", False
    else:
        yield one.full_title, True
        if not names:
            yield f" ({one.year or 'no date'})", False
        medium = one.medium if one.kind is not ReferenceKind.BOOK else ""
        yield f" [{medium}]. " if medium else ". ", False
    if one.edition:
        yield f"{_ended(one.edition)} ", False
    place = ": ".join(part for part in (one.place, one.publisher) if part)
    if place:
        yield f"{_ended(place)} ", False
    if one.doi:
        yield f"doi:{one.doi}.", False
    elif one.address:
        day = f"{on.day} {MONTHS[on.month - 1]} {on.year}"
        yield f"Available at: {one.address} (Accessed: {day}).", False


STYLES: Final = (
    Style("iso-690", "ISO 690", "fr", _iso690),
    Style("apa", "APA", "en", _apa),
    Style("mla", "MLA", "en", _mla),
    Style("chicago", "Chicago", "en", _chicago),
    Style("harvard", "Harvard", "en", _harvard),
)
"""The styles, in the order of the page."""


def _imprint(one: Reference, *, unknown_year: str, unknown_place: str = "") -> str:
    """« Paris : Hamelle, 1883 »."""
    place = one.place or (unknown_place if one.publisher and unknown_place else "")
    separator = "\u00a0: " if unknown_place else ": "
    where = separator.join(part for part in (place, one.publisher) if part)
    return ", ".join(part for part in (where, one.year or unknown_year) if part)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "]")) else f"{text}."


def _ended(text: str) -> str:
    """With the full stop that it may have already."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Pieces without a blank at the end, nor two full stops in a row."""
    kept: list[Piece] = []
    for text, italic in pieces:
        if kept and text[:1] == "." and kept[-1][0][-1:] in ".!?":
            text = text[1:]  # noqa: PLW2901  the mark is there already
        if kept and kept[-1][0].endswith(" "):
            text = text.lstrip(" ")  # noqa: PLW2901  so is the blank
        if text:
            kept.append((text, italic))
    if kept:
        kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return kept
