"""Who made a resource, what it is called, its identifiers, its subjects: with the words that find more of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portee.catalogue.indexing.document import CODED_PLACES
from portee.catalogue.queries.resource_card import reading_order
from portee.catalogue.queries.resource_wording import families_of, inside
from portee.catalogue.search.intents import path_of
from portee.catalogue.vocabularies import Classification, vocabulary
from portee.protocols.description import Contribution, Description, Identifier, Subject, Title

TAGGED: Final = frozenset({"zxx", "und", "mis", "mul"})
"""Codes of languages that tell a browser nothing."""

IDENTIFIERS: Final[dict[str, str | Promise]] = {
    "isbn": "ISBN",
    "ismn": "ISMN",
    "issn": "ISSN",
    "issn-l": "ISSN-L",
    "ean": _("Bar code (EAN)"),
    "upc": _("Bar code (UPC)"),
    "isrc": "ISRC",
    "publisher-number": _("Publisher’s number"),
    "plate-number": _("Plate number"),
    "matrix-number": _("Matrix number"),
    "opus": _("Opus or catalogue of works"),
    "doi": "DOI",
    "ark": "ARK",
    "rism": _("RISM number"),
    "frbnf": _("Number at the BnF (FRBNF)"),
    "ppn": _("Number at the Sudoc (PPN)"),
    "oclc": _("WorldCat number (OCLC)"),
    "lccn": _("Number at the Library of Congress"),
    "national-bibliography": _("Number in a national bibliography"),
    "legal-deposit": _("Legal deposit"),
    "uri": _("Web address"),
}
"""Identifiers that mean something outside of a source, in the order of the page."""

COMMON: Final = frozenset(
    {"isbn", "ismn", "issn", "ean", "publisher-number", "plate-number", "opus", "doi"}
)
"""Those printed on documents, which readers look for; the others are for librarians and machines."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the page; `query` is the search that finds more of the same (of `/recherche?…`), or empty.

    `value` is what the search looks for: the code of a facet, a heading.
    """

    text: str
    query: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Contributor:
    """One contributor: « Gabriel Fauré », « 1845-1924 », « compositeur »."""

    name: str
    dates: str
    roles: str
    query: str
    query_text: str
    is_main: bool
    is_body: bool


@dataclass(frozen=True, slots=True)
class TitleLine:
    """One title in its language; `language` is a tag for browsers, empty when not known."""

    text: str
    remainder: str = ""
    part: str = ""
    language: str = ""
    kind: str = "proper"


@dataclass(frozen=True, slots=True)
class IdentifierLine:
    """An identifier with its plain name; `note` is what was written beside, or that it is wrong.

    `is_common`: readers know it from the document itself.
    """

    label: str | Promise
    value: str
    note: str
    is_common: bool


def titles_of(description: Description, classification: Classification) -> list[TitleLine]:
    """Every title, the main one first; an empty list when a record has none."""
    tag = _text_language(classification)
    lines = [_title_line(title, tag) for title in description.titles if title.text]
    return sorted(lines, key=lambda line: line.kind != "proper")


def contributors_of(description: Description, *, language: str) -> list[Contributor]:
    """Who did what, main ones first; those only mentioned are left out. Roles of one name are gathered."""
    gathered: dict[tuple[str, str], tuple[Contribution, list[str]]] = {}
    for one in sorted(description.contributions, key=lambda one: one.level != "main"):
        if one.level == "mentioned":
            continue
        _first, roles = gathered.setdefault((one.name.text, one.name.dates), (one, []))
        roles.extend(_roles(one, language))
    return [
        Contributor(
            name=reading_order(one.name),
            dates=one.name.dates.replace("....", ""),
            roles=", ".join(dict.fromkeys(roles)),
            query=words_query("auteur", one.name.text),
            query_text=phrase_of(one.name.text),
            is_main=one.level == "main",
            is_body=one.name.kind in {"corporate", "meeting"},
        )
        for one, roles in gathered.values()
    ]


def subjects_of(description: Description) -> list[Link]:
    """The headings, each once; class numbers and codes of places are for librarians' eyes and are not among them."""
    kept = [
        one
        for one in description.subjects
        if one.kind != "classification" and one.scheme not in CODED_PLACES
    ]
    found = {" — ".join((one.heading, *one.subdivisions)): one for one in kept}
    return [Link(text, _subject_query(one), _heading(one)) for text, one in found.items()]


def identifiers_of(stated: Sequence[Identifier]) -> list[IdentifierLine]:
    """Identifiers by plain names, in the order of the page; numbers private to a source are left out.

    A bar code that repeats the ISBN says nothing more.
    """
    order = {scheme: place for place, scheme in enumerate(IDENTIFIERS)}
    numbers = {_digits(one.value) for one in stated if one.scheme in {"isbn", "ismn"}}
    known = [
        one
        for one in dict.fromkeys(stated)
        if one.scheme in order
        and one.value
        and not (one.scheme == "ean" and _digits(one.value) in numbers)
    ]
    known.sort(key=lambda one: (order[one.scheme], one.status != "valid"))
    return [
        IdentifierLine(IDENTIFIERS[one.scheme], one.value, _note(one), one.scheme in COMMON)
        for one in known
    ]


def coded_links(name: str, codes: Iterable[str], *, facet: str, language: str) -> list[Link]:
    """Labels of a vocabulary, each with the search narrowed to it."""
    words = vocabulary(name)
    valued = [(code, facet_value(name, code)) for code in dict.fromkeys(codes)]
    return [
        Link(words.label(code, language), urlencode({facet: value}), value)
        for code, value in valued
    ]


def facet_value(name: str, code: str) -> str:
    """A code as facets write it: its families before it, `strings/bowed-strings/cello`."""
    return path_of(vocabulary(name), code)


def words_query(scope: str, text: str) -> str:
    """The search for these words in one field."""
    phrase = phrase_of(text)
    return urlencode({"q": f'{scope}:"{phrase}"'}) if phrase else ""


def phrase_of(text: str) -> str:
    """Words as they stand between quotes in a search: quotes of their own would end the phrase."""
    return " ".join(text.replace('"', " ").replace("“", " ").replace("”", " ").split())


def _text_language(classification: Classification) -> str:
    """The language that words of the resource are in, when there is only one and it is that of the title too."""
    codes = [code for code in classification.languages if code not in TAGGED]
    is_sung = families_of(classification.type) & {"score", "music-recording"}
    return codes[0] if len(codes) == 1 and not is_sung else ""


def _title_line(title: Title, tag: str) -> TitleLine:
    own = vocabulary("language").from_code("iso639-2b", title.language) if title.language else ""
    part = ", ".join(said for said in (title.part_number, title.part_name) if said)
    language = own or (tag if title.kind in {"proper", "series"} else "")
    return TitleLine(title.text, title.remainder, part, language, title.kind)


def _roles(one: Contribution, language: str) -> Iterator[str]:
    roles = vocabulary("relator")
    for role in one.roles:
        code = roles.find(role)
        if code:
            yield inside(roles.label(code, language), language)
        elif role.text:
            yield role.text


def _subject_query(one: Subject) -> str:
    return urlencode({"subject": _heading(one)})


def _heading(one: Subject) -> str:
    """The heading as the index has it."""
    return " ".join(one.heading.split())


def _digits(value: str) -> str:
    return value.replace("-", "").replace(" ", "")


def _note(one: Identifier) -> str:
    wrong = {"wrong": str(_("wrong number, as printed")), "cancelled": str(_("cancelled"))}
    return ", ".join(said for said in (one.qualifier, wrong.get(one.status, "")) if said)
