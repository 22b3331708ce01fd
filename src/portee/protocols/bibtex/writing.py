"""A reference as BibTeX: an entry of a kind, a key, and fields in braces.

Source: Patashnik, BibTeXing (1988); biblatex manual, 2.1 and 2.2 for `@online`, `@audio`, `@video`, `@image`.
"""

import re
from collections.abc import Iterator
from typing import Final

from portee.protocols.reference import Person, Reference, ReferenceKind

TYPES: Final = {
    ReferenceKind.BOOK: "book",
    ReferenceKind.SCORE: "misc",
    ReferenceKind.SOUND: "audio",
    ReferenceKind.VIDEO: "video",
    ReferenceKind.ARTICLE: "article",
    ReferenceKind.THESIS: "phdthesis",
    ReferenceKind.PERIODICAL: "periodical",
    ReferenceKind.MANUSCRIPT: "unpublished",
    ReferenceKind.IMAGE: "image",
    ReferenceKind.MAP: "misc",
    ReferenceKind.WEBSITE: "online",
    ReferenceKind.SOFTWARE: "software",
    ReferenceKind.DATASET: "dataset",
    ReferenceKind.OTHER: "misc",
}
_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
VERBATIM: Final = frozenset({"url", "doi", "isbn", "issn"})
"""Fields that LaTeX does not typeset."""
_NOT_A_KEY: Final = re.compile(r"[^a-z0-9]+")


def write(references: Iterator[tuple[str, Reference]] | list[tuple[str, Reference]]) -> bytes:
    """Give each reference under its key, which is brought to letters and digits of ASCII."""
    return "\n".join(_entry(key, one) for key, one in references).encode()


def _entry(key: str, one: Reference) -> str:
    fields = [
        f"  {field} = {{{_value(field, text)}}}" for field, text in _said(one) if text.strip()
    ]
    named = _NOT_A_KEY.sub("-", key.lower()).strip("-") or "ref"
    return f"@{TYPES[one.kind]}{{{named},\n" + ",\n".join(fields) + "\n}\n"


def _value(field: str, text: str) -> str:
    cleaned = " ".join(text.split())
    if field in VERBATIM:
        # A brace alone would end the field.
        return cleaned.replace("{", "%7B").replace("}", "%7D")
    return cleaned.translate(_ESCAPES)


def _said(one: Reference) -> Iterator[tuple[str, str]]:
    container = {ReferenceKind.ARTICLE: "journal"}.get(one.kind, "booktitle")
    yield "author", _names(one.authors)
    yield "editor", _names(one.by("editor"))
    yield "translator", _names(one.by("translator"))
    yield "title", one.full_title
    yield container, one.container
    yield "volume", one.container_number
    yield "edition", one.edition
    yield "series", one.series
    yield "number", one.series_number
    yield "school" if one.kind is ReferenceKind.THESIS else "publisher", one.publisher
    yield "address", one.place
    yield "year", one.year
    yield "isbn", one.isbn or one.ismn
    yield "issn", one.issn
    yield "doi", one.doi
    yield "url", one.address or one.catalogue_address
    yield "language", one.language
    yield "howpublished" if TYPES[one.kind] == "misc" else "type", one.medium
    yield "keywords", ", ".join(subject.replace(",", " ") for subject in one.subjects)
    yield "abstract", one.abstract


def _names(people: tuple[Person, ...]) -> str:
    """« Fauré, Gabriel and Orchestre de Paris »: « and » separates, so that one inside a name is hidden."""
    return " and ".join(_name(person) for person in people)


def _name(person: Person) -> str:
    said = f"{person.family}, {person.given}" if person.given else person.family
    return re.sub(r"\band\b", "&", said)
