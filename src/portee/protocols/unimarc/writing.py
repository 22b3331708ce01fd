"""A description as a UNIMARC record: the inverse of `reading`, for whoever takes a description away.

Codes are taken from terms whose scheme is UNIMARC's own; a caller translates its vocabularies beforehand. Copies give
their establishment and call number alone: bar codes and conditions of loan are the business of the library.
Source: IFLA, UNIMARC Bibliographic 3rd edition with updates to 2021; Recommandation 995 (France).
"""

from collections.abc import Iterable
from datetime import date

from portee.protocols.description import Description, Incipit, Term, Title, Years
from portee.protocols.marc import MarcRecord
from portee.protocols.marc.composing import NSB, NSE, Composer, repeated
from portee.protocols.schemes import Scheme
from portee.protocols.unimarc.music import INCIPIT
from portee.protocols.unimarc.writing_links import write_links
from portee.protocols.unimarc.writing_names import write_names, write_subjects

NOTES = {
    "summary": "330",
    "contents": "327",
    "credits": "314",
    "performers": "323",
    "language": "302",
    "history": "305",
    "provenance": "317",
    "thesis": "328",
    "audience": "333",
    "system": "337",
    "biography": "340",
    "acquisition": "345",
}
"""The field of each kind of note; any other is general."""
KINDS_214 = {"publication": "0", "production": "1", "distribution": "2", "manufacture": "3"}
NUMBERS = {
    "isbn": "010",
    "ismn": "013",
    "isrc": "016",
    "upc": "072",
    "ean": "073",
    "coden": "040",
}
STATUS = {"valid": "a", "cancelled": "y", "wrong": "z"}
PUBLISHER_NUMBERS = {"publisher-number": "0", "matrix-number": "1", "plate-number": "2"}


def write(
    description: Description, *, identifier: str, address: str = "", entered_date: date
) -> MarcRecord:
    """Give the record: `identifier` in 001, a lasting `address` in 003, the day it was made in 100 and 801."""
    to = Composer()
    to.control("001", identifier)
    to.control("003", address)
    _identifiers(description, to)
    _coded(description, to, entered_date)
    _titles(description, to)
    _statements(description, to)
    _notes(description, to)
    write_links(description, to)
    write_subjects(description, to)
    write_names(description, to)
    agency = ("b", description.cataloguing_agency or "Portée")
    to.data("801", " 3", ("a", "FR"), agency, ("c", f"{entered_date:%Y%m%d}"))
    _places(description, to)
    kind = _code(description.types, Scheme.UNIMARC_LEADER) or "am"
    return to.record(f"     n{kind[:1]}{kind[1:2] or 'm'}0 22        450 ")


def _identifiers(description: Description, to: Composer) -> None:
    for one in description.identifiers:
        tag = NUMBERS.get(one.scheme)
        number = (STATUS.get(one.status, "a"), one.value)
        if tag:
            to.data(tag, "  ", number, ("b", one.qualifier))
        elif one.scheme in {"issn", "issn-l"}:
            to.data("011", "  ", ("f" if one.scheme == "issn-l" else number[0], one.value))
        elif one.scheme in PUBLISHER_NUMBERS:
            kind = PUBLISHER_NUMBERS[one.scheme]
            to.data("071", f"{kind} ", number, ("b", one.qualifier))
        elif one.scheme == "national-bibliography":
            to.data("020", "  ", ("a", one.qualifier), ("b", one.value))
        elif one.scheme in {"ark", "doi"}:
            to.data("017", "70", number, ("2", one.scheme))
        elif one.scheme in {"frbnf", "oclc"}:
            prefix = "(OCoLC)" if one.scheme == "oclc" else ""
            to.data("035", "  ", ("a", prefix + one.value))


def _coded(description: Description, to: Composer, entered_date: date) -> None:
    readers = "".join(
        term.code for term in description.audiences if term.scheme == Scheme.UNIMARC_AUDIENCE
    )
    head = f"{entered_date:%Y%m%d}{_dates(description.years)}{readers[:3]:3}"
    to.data("100", "  ", ("a", f"{head}y0frey50      ba"))
    spoken = repeated("a", _codes(description.languages, Scheme.ISO_639_2B))
    original = repeated("c", _codes(description.original_languages, Scheme.ISO_639_2B))
    to.data("101", "1 " if original else "0 ", *spoken, *original)
    to.data("102", "  ", *repeated("a", _codes(description.countries, Scheme.ISO_3166)))
    for seconds in description.durations_seconds:
        clock = f"{seconds // 3600:02}{seconds // 60 % 60:02}{seconds % 60:02}"
        to.data("127", "  ", ("a", clock))
    forms = repeated("a", _codes(description.genres, Scheme.IAML_GENRE))
    keys = repeated("d", _codes(description.keys, Scheme.UNIMARC_KEY))
    to.data("128", "  ", *forms, *keys)
    medium = [
        ("b" if one.is_solo else "c", f"{one.count or 0:02}{one.term.code:6}")
        for one in description.performers
        if one.term.scheme == Scheme.IAML_MOP and one.term.code
    ]
    to.data("146", "  ", *medium)
    for incipit in description.incipits:
        _incipit(incipit, to)
    headings = {subject.heading for subject in description.subjects}
    for term in description.genres:
        if not term.code and term.text not in headings:
            to.data("608", "  ", ("a", term.text))


def _incipit(one: Incipit, to: Composer) -> None:
    said = [(code, getattr(one, name)) for code, name in INCIPIT.items()]
    work, movement, excerpt = [*one.number.split("."), "", "", ""][:3]
    to.data("036", "  ", ("a", work), ("b", movement), ("c", excerpt), *said, ("2", "pe"))


def _dates(years: Years | None) -> str:
    """Positions 8 to 16 of 100 $a: the kind of date and two years."""
    if years is None or years.first is None:
        return "u        "
    if years.last is None:
        return f"a{years.first:04}9999"
    if years.first == years.last:
        return f"d{years.first:04}    "
    return f"{'g' if years.certainty == 'exact' else 'f'}{years.first:04}{years.last:04}"


def _titles(description: Description, to: Composer) -> None:
    proper = next((one for one in description.titles if one.kind == "proper"), None)
    beside = [one for one in description.titles if one is not proper]
    parallel = [one for one in beside if one.kind == "parallel"]
    people = [note.text for note in description.notes if note.kind == "responsibility"]
    works = [pair for one in beside if one.kind == "proper" for pair in _title(one, "a")]
    others = [("d", one.text) for one in parallel]
    languages = [("z", one.language) for one in parallel]
    people_said = repeated("f", people[:1])
    to.data("200", "1 ", *_title(proper, "a"), *works, *others, *people_said, *languages)
    for one in beside:
        if one.kind == "uniform":
            to.data("500", "10", *_title(one, "a"), ("m", one.language))
        elif one.kind == "key":
            to.data("530", "0 ", ("a", one.text))
        elif one.kind not in {"parallel", "series", "proper"}:
            to.data("517", "1 ", *_title(one, "a"))


def _title(one: Title | None, code: str) -> list[tuple[str, str]]:
    if one is None:
        return []
    skipped, rest = one.text[: one.nonsorting], one.text[one.nonsorting :]
    text = f"{NSB}{skipped}{NSE}{rest}" if skipped else rest
    return [(code, text), ("e", one.remainder), ("h", one.part_number), ("i", one.part_name)]


def _statements(description: Description, to: Composer) -> None:
    to.data("205", "  ", ("a", description.edition))
    to.data("208", "  ", ("a", description.music_presentation))
    for one in description.publications:
        kind = KINDS_214.get(one.kind, "4" if one.kind == "copyright" else "0")
        to.data("214", f" {kind}", ("a", one.place), ("c", one.name), ("d", one.date))
    to.data("215", "  ", ("a", description.extent))


def _notes(description: Description, to: Composer) -> None:
    first = True
    for note in description.notes:
        if note.kind == "responsibility" and first:
            first = False
            continue
        to.data(NOTES.get(note.kind, "300"), "  ", ("a", note.text))
    for text in description.rights:
        to.data("371", "0 ", ("a", text))


def _places(description: Description, to: Composer) -> None:
    for one in description.locations:
        to.data("856", "4 ", ("u", one.url), ("q", one.media_type), ("z", one.label))
    for item in description.items:
        if item.establishment or item.call_number:
            to.data("995", "  ", ("b", item.establishment), ("k", item.call_number))


def _codes(terms: Iterable[Term], scheme: Scheme) -> list[str]:
    return [term.code for term in terms if term.scheme == scheme and term.code]


def _code(terms: Iterable[Term], scheme: Scheme) -> str:
    return next(iter(_codes(terms, scheme)), "")
