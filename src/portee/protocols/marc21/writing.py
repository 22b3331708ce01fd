"""A description as a MARC21 record: the inverse of `reading`, for whoever takes a description away.

Codes are taken from terms whose scheme is MARC21's own; a caller translates its vocabularies beforehand. Copies give
their establishment and call number alone. Titles carry no ISBD punctuation (leader/18 is blank).
Source: Library of Congress, MARC 21 Format for Bibliographic Data; MARC Code List for Relators.
"""

from collections.abc import Iterable
from datetime import date

from portee.protocols.description import Description, Incipit, Term, Title, Years
from portee.protocols.marc import MarcRecord
from portee.protocols.marc.composing import Composer, repeated
from portee.protocols.marc21.writing_links import write_links, write_places
from portee.protocols.marc21.writing_names import write_names, write_subjects
from portee.protocols.schemes import Scheme

NOTES = {
    "summary": "520",
    "contents": "505",
    "credits": "508",
    "performers": "511",
    "recording": "518",
    "language": "546",
    "history": "534",
    "provenance": "561",
    "thesis": "502",
    "audience": "521",
    "system": "538",
    "biography": "545",
    "acquisition": "541",
}
"""The field of each kind of note; any other is general (500)."""
INCIPIT = {
    "m": "instrument",
    "d": "caption",
    "e": "role",
    "g": "clef",
    "n": "key_signature",
    "o": "time_signature",
    "p": "notation",
    "r": "key",
    "t": "text",
}
KINDS_264 = {"production": "0", "distribution": "2", "manufacture": "3", "copyright": "4"}
OTHER_STANDARDS = {"isrc": "0", "upc": "1", "ismn": "2", "ean": "3"}
PUBLISHER_NUMBERS = {"publisher-number": "0", "matrix-number": "1", "plate-number": "2"}
STATUS = {"valid": "a", "cancelled": "z", "wrong": "z"}


def write(
    description: Description, *, identifier: str, address: str = "", entered_date: date
) -> MarcRecord:
    """Give the record: `identifier` in 001, a lasting `address` in 024, the day it was made in 008."""
    to = Composer()
    to.control("001", identifier)
    to.control("003", "Portee")
    to.control("008", _coded(description, entered_date))
    to.data("024", "7 ", ("a", address), ("2", "uri"))
    to.data("040", "  ", ("a", description.cataloguing_agency or "Portée"), ("b", "fre"))
    _identifiers(description, to)
    _codes_in_fields(description, to)
    _titles(description, to)
    _statements(description, to)
    for note in description.notes:
        if note.kind != "responsibility":
            to.data(NOTES.get(note.kind, "500"), "  ", ("a", note.text))
    for text in description.rights:
        to.data("540", "  ", ("a", text))
    write_links(description, to)
    write_subjects(description, to)
    write_names(description, to)
    write_places(description, to)
    kind = _code(description.types, Scheme.MARC21_LEADER) or "am"
    return to.record(f"     n{kind[:1]}{kind[1:2] or 'm'} a22     u  4500")


def _coded(description: Description, entered_date: date) -> str:
    """The forty characters of 008; what no description says is left open by fills."""
    country = _code(description.countries, Scheme.MARC_COUNTRY)
    language = _code(description.languages, Scheme.ISO_639_2B)
    head = f"{entered_date:%y%m%d}{_dates(description.years)}{country or 'xx':3}"
    return f"{head}{'|' * 4}{_readers(description)}{'|' * 12}{language or '|||'}|d"


def _readers(description: Description) -> str:
    """Position 22, where the type of the record has readers there."""
    kind = _code(description.types, Scheme.MARC21_LEADER)
    is_there = kind[:1] in "acdgijkmort" and kind[1:2] not in {"s", "i"}
    return (is_there and _code(description.audiences, Scheme.MARC21_AUDIENCE)) or "|"


def _dates(years: Years | None) -> str:
    if years is None or years.first is None:
        return "nuuuuuuuu"
    if years.last is None:
        return f"m{years.first:04}9999"
    if years.first == years.last:
        return f"s{years.first:04}    "
    return f"{'m' if years.certainty == 'exact' else 'q'}{years.first:04}{years.last:04}"


def _identifiers(description: Description, to: Composer) -> None:
    for one in description.identifiers:
        number = (STATUS.get(one.status, "a"), one.value)
        if one.scheme == "isbn":
            to.data("020", "  ", number, ("q", one.qualifier))
        elif one.scheme in {"issn", "issn-l"}:
            to.data("022", "  ", ("l" if one.scheme == "issn-l" else number[0], one.value))
        elif one.scheme in OTHER_STANDARDS:
            to.data("024", f"{OTHER_STANDARDS[one.scheme]} ", number, ("q", one.qualifier))
        elif one.scheme in {"ark", "doi"}:
            to.data("024", "7 ", number, ("2", one.scheme))
        elif one.scheme in PUBLISHER_NUMBERS:
            kind = PUBLISHER_NUMBERS[one.scheme]
            to.data("028", f"{kind}0", ("a", one.value), ("b", one.qualifier))
        elif one.scheme == "oclc":
            to.data("035", "  ", ("a", f"(OCoLC){one.value}"))
        elif one.scheme == "national-bibliography":
            to.data("015", "  ", ("a", one.value), ("q", one.qualifier))


def _codes_in_fields(description: Description, to: Composer) -> None:
    spoken = _codes(description.languages, Scheme.ISO_639_2B)
    original = _codes(description.original_languages, Scheme.ISO_639_2B)
    if len(spoken) > 1 or original:
        kind = "1 " if original else "0 "
        to.data("041", kind, *repeated("a", spoken), *repeated("h", original))
    for seconds in description.durations_seconds:
        clock = f"{seconds // 3600:02}{seconds // 60 % 60:02}{seconds % 60:02}"
        to.data("306", "  ", ("a", clock))
    for incipit in description.incipits:
        _incipit(incipit, to)
    medium = [
        said
        for one in description.performers
        if one.term.text
        for said in (
            ("b" if one.is_solo else "a", one.term.text),
            ("n", str(one.count or "")),
        )
    ]
    to.data("382", "0 ", *medium)
    for key in description.keys:
        to.data("384", "  ", ("a", key.text))
    for genre in description.genres:
        to.data("380", "  ", ("a", genre.text))


def _incipit(one: Incipit, to: Composer) -> None:
    work, movement, excerpt = [*one.number.split("."), "", "", ""][:3]
    said = [(code, getattr(one, name)) for code, name in INCIPIT.items()]
    to.data("031", "  ", ("a", work), ("b", movement), ("c", excerpt), *said, ("2", "pe"))


def _titles(description: Description, to: Composer) -> None:
    proper = next((one for one in description.titles if one.kind == "proper"), None)
    has_main = any(
        one.level == "main" and one.name.kind != "family" for one in description.contributions
    )
    people = [note.text for note in description.notes if note.kind == "responsibility"]
    if proper is not None:
        skipped = min(proper.nonsorting, 9)
        to.data("245", f"{int(has_main)}{skipped}", *_title(proper), *repeated("c", people[:1]))
    is_first = True
    for one in description.titles:
        if one is proper or one.kind == "series":
            continue
        if one.kind == "uniform" and is_first:
            is_first = False
            tag = "240" if has_main else "130"
            skipped = min(one.nonsorting, 9)
            marks = f"1{skipped}" if has_main else f"{skipped} "
            parts = (("n", one.part_number), ("p", one.part_name))
            to.data(tag, marks, ("a", one.text), *parts, ("m", one.remainder), ("l", one.language))
        else:
            to.data("246", "31" if one.kind == "parallel" else "3 ", *_title(one))


def _title(one: Title) -> list[tuple[str, str]]:
    return [("a", one.text), ("b", one.remainder), ("n", one.part_number), ("p", one.part_name)]


def _statements(description: Description, to: Composer) -> None:
    to.data("250", "  ", ("a", description.edition))
    to.data("254", "  ", ("a", description.music_presentation))
    for one in description.publications:
        kind = KINDS_264.get(one.kind, "1")
        to.data("264", f" {kind}", ("a", one.place), ("b", one.name), ("c", one.date))
    to.data("300", "  ", ("a", description.extent))


def _codes(terms: Iterable[Term], scheme: Scheme) -> list[str]:
    return [term.code for term in terms if term.scheme == scheme and term.code]


def _code(terms: Iterable[Term], scheme: Scheme) -> str:
    return next(iter(_codes(terms, scheme)), "")
