"""The elements of Dublin Core and of the DCMI terms, one function for each kind of statement."""

import re
from collections.abc import Callable

from lxml import etree

from portee.protocols.description import (
    Contribution,
    Description,
    Identifier,
    Location,
    Note,
    Subject,
    Term,
    Title,
)
from portee.protocols.dublin_core.labels import relation_of, split_label
from portee.protocols.dublin_core.statements import Statements
from portee.protocols.schemes import Scheme
from portee.protocols.statements import (
    identifier_of,
    language_term,
    name_of,
    plain,
    plain_lines,
    split_title,
    web_address,
    years_of,
)

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_MEDIA_TYPE = re.compile(r"\A(?:text|image|audio|video|application|model|multipart)/[\w.+-]+\Z")
_PICTURE = re.compile(r"thumb|vignette|cover|couverture|\.(?:thumbnail|lowres)\b", re.I)
_DATED_PERSON = re.compile(r"\A[^(),]+,[^()]+\((?:\d|\.\.)[^()]*\)\Z")
_DCMI_TYPES = frozenset(
    """Collection Dataset Event Image InteractiveResource MovingImage PhysicalObject Service Software Sound StillImage
    Text""".split()  # noqa: SIM905  a paragraph reads better than twelve lines
)
_SUBJECT_SCHEMES = {"lcsh": Scheme.LCSH, "ddc": Scheme.DEWEY, "rameau": Scheme.RAMEAU}


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, which damage may have made into something that is none."""
    return str(element.tag).rpartition("}")[2]


def describe_elements(root: etree._Element) -> Description:
    """Read a description, whatever names its elements bear as prefixes; an element nobody knows is kept aside."""
    found = Statements()
    for element in root:
        name = local(element)
        text = plain_lines("".join(map(str, element.itertext())))
        if not text and not element.attrib:
            continue
        handler = _HANDLERS.get(name)
        if handler is not None:
            handler(found, element, text)
        elif text:
            found.unmapped.append((name, text))
    return found.finish()


def _title(found: Statements, element: etree._Element, text: str) -> None:
    """Read « Titre : complément / mention de responsabilité », as ISBD punctuates it."""
    if not (text := plain(text)):
        return
    language = element.get(_LANGUAGE, "") or element.get("lang", "")
    title, remainder, responsibility = split_title(text)
    kind = "proper"
    if any(known.kind == "proper" for known in found.titles):
        kind = "parallel" if language else "variant"
    found.titles.append(Title(title, kind, remainder, language=language))
    if responsibility:
        found.notes.append(Note(responsibility, "credits"))


def _alternative(found: Statements, element: etree._Element, text: str) -> None:
    found.titles.append(Title(plain(text), "variant", language=element.get(_LANGUAGE, "")))


def _contributor(level: str) -> Callable[[Statements, etree._Element, str], None]:
    def contributor(found: Statements, _: etree._Element, text: str) -> None:
        if text := plain(text):
            name, roles = name_of(text)
            found.contributions.append(Contribution(name, roles, level))

    return contributor


def _subject(found: Statements, element: etree._Element, text: str) -> None:
    text = plain(text)
    scheme = element.get(_TYPE, "").rpartition(":")[2].lower()
    if not text:
        return
    heading, *subdivisions = text.split(" -- ")
    kind = "person" if _DATED_PERSON.match(heading) else "topic"
    if scheme in ("ddc", "lcc", "udc"):
        kind = "classification"
    written = _SUBJECT_SCHEMES.get(scheme, scheme)
    found.subjects.append(Subject(heading, kind, tuple(subdivisions), written))


def _coverage(kind: str) -> Callable[[Statements, etree._Element, str], None]:
    def coverage(found: Statements, _: etree._Element, text: str) -> None:
        if not (text := plain(text)):
            return
        parts = tuple(part for part in re.split(r" (?:--|–|—) ", text) if part)
        told = kind or ("time" if years_of(parts[0]) is not None else "place")
        found.subjects.append(Subject(parts[0], told, parts[1:]))

    return coverage


def _description_note(found: Statements, _: etree._Element, text: str) -> None:
    """Read « Collection : … » and « Titre original : … » as what they say; anything else describes the resource."""
    label, value = split_label(text)
    if label == "titre original":
        found.titles.append(Title(value, "original"))
    elif (relation := relation_of(text)) is not None and relation.kind != "related":
        found.relations.append(relation)
    elif text:
        found.notes.append(Note(text, "general" if label else "summary"))


def _note(kind: str) -> Callable[[Statements, etree._Element, str], None]:
    def note(found: Statements, _: etree._Element, text: str) -> None:
        if text:
            found.notes.append(Note(text, kind))

    return note


def _type(found: Statements, _: etree._Element, text: str) -> None:
    text = plain(text)
    if text in _DCMI_TYPES:
        found.types.append(Term(Scheme.DCMI_TYPE, text))
    elif text:
        found.types.append(Term(Scheme.WORDS, text=text.rpartition("info:eu-repo/semantics/")[2]))


def _format(found: Statements, _: etree._Element, text: str) -> None:
    """Tell a media type from an extent (it counts something) and from words on the kind of carrier."""
    text = plain(text)
    if _MEDIA_TYPE.match(text):
        found.media_types.append(text)
    elif re.search(r"\d", text):
        found.extents.append(text)
    elif text:
        found.types.append(Term(Scheme.WORDS, text=text))


def _identifier(found: Statements, element: etree._Element, text: str) -> None:
    if not (text := plain(text)):
        return
    known = identifier_of(text)
    url = web_address(text)
    if known is not None:
        found.identifiers.append(known)
    elif not url:
        found.identifiers.append(Identifier("local", text, element.get("type", "")))
    if url and not (known is not None and known.scheme == "doi"):
        is_picture = _PICTURE.search(url) is not None
        found.locations.append(Location(url, kind="cover" if is_picture else "full-text"))


def _file(found: Statements, element: etree._Element, text: str) -> None:
    if url := web_address(text) or web_address(element.get("href", "")):
        found.locations.append(Location(url, media_type=element.get("mimetype", "")))


def _language(found: Statements, _: etree._Element, text: str) -> None:
    for part in re.split(r"[;,/]", plain(text)):
        if (term := language_term(part)) is not None:
            found.languages.append(term)


def _relation(kind: str) -> Callable[[Statements, etree._Element, str], None]:
    def relation(found: Statements, _: etree._Element, text: str) -> None:
        if (told := relation_of(plain(text), kind)) is not None:
            found.relations.append(told)

    return relation


def _text_into(name: str) -> Callable[[Statements, etree._Element, str], None]:
    def text_into(found: Statements, _: etree._Element, text: str) -> None:
        if text := plain(text):
            getattr(found, name).append(text)

    return text_into


def _term_into(name: str) -> Callable[[Statements, etree._Element, str], None]:
    def term_into(found: Statements, _: etree._Element, text: str) -> None:
        if text := plain(text):
            getattr(found, name).append(Term(Scheme.WORDS, text=text))

    return term_into


_HANDLERS: dict[str, Callable[[Statements, etree._Element, str], None]] = {
    "title": _title,
    "alternative": _alternative,
    "creator": _contributor("main"),
    "contributor": _contributor("other"),
    "publisher": _text_into("publishers"),
    "subject": _subject,
    "coverage": _coverage(""),
    "spatial": _coverage("place"),
    "temporal": _coverage("time"),
    "description": _description_note,
    "abstract": _note("summary"),
    "tableOfContents": _note("contents"),
    "provenance": _note("provenance"),
    "source": _note("provenance"),
    "bibliographicCitation": _note("general"),
    "type": _type,
    "format": _format,
    "medium": _format,
    "extent": _text_into("extents"),
    "identifier": _identifier,
    "recordID": _identifier,
    "file": _file,
    "language": _language,
    "inLanguage": _language,
    "date": _text_into("dates"),
    "created": _text_into("created"),
    "dateCopyrighted": _text_into("copyrighted"),
    "issued": _text_into("issued"),
    "rights": _text_into("rights"),
    "accessRights": _text_into("rights"),
    "license": _text_into("rights"),
    "rightsHolder": _text_into("rights"),
    "audience": _term_into("audiences"),
    "educationLevel": _term_into("levels"),
    "relation": _relation("related"),
    "isPartOf": _relation("part-of"),
    "hasPart": _relation("has-part"),
    "isVersionOf": _relation("edition"),
    "hasVersion": _relation("edition"),
    "isFormatOf": _relation("carrier"),
    "hasFormat": _relation("carrier"),
    "replaces": _relation("continues"),
    "isReplacedBy": _relation("continued-by"),
    "references": _relation("related"),
    "isReferencedBy": _relation("related"),
    "requires": _relation("related"),
    "isRequiredBy": _relation("related"),
}
