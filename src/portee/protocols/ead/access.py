"""Who made the documents and what they are about: `origination`, `controlaccess` and the relations of EAD3."""

import re
from dataclasses import dataclass, field

from lxml import etree

from portee.protocols.description import Contribution, Identifier, Name, Relation, Subject, Term
from portee.protocols.ead.tree import children, local, text_of
from portee.protocols.schemes import Scheme
from portee.protocols.statements import identifier_of, name_of, web_address

_NAME_KINDS = {"persname": "person", "corpname": "corporate", "famname": "family", "name": ""}
_SUBJECT_KINDS = {
    "persname": "person",
    "corpname": "corporate",
    "famname": "family",
    "geogname": "place",
    "title": "work",
    "name": "free",
    "subject": "topic",
    "function": "topic",
    "occupation": "topic",
}
_UNIMARC_ROLE = re.compile(r"\A\d{3}\Z")
_MARC_ROLE = re.compile(r"\A[a-z]{3}\Z")
_SUBJECT_ROLES = frozenset(("subject", "sujet", "sub"))


@dataclass(slots=True)
class Access:
    """What the access points of one component say."""

    contributions: list[Contribution] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    types: list[Term] = field(default_factory=list)
    relations: tuple[Relation, ...] = ()
    unmapped: list[tuple[str, str]] = field(default_factory=list)


def read_access(element: etree._Element) -> Access:
    """Read the access points of a component; a name with a role made the documents, one without is their subject."""
    access = Access()
    for origination in children(element, "origination"):
        _read_origination(access, origination)
    for group in children(element, "controlaccess"):
        for point in group.iter(etree.Element):
            _read_point(access, point)
    for description in children(element, "physdesc"):
        for form in description.iter("{*}genreform"):
            if text := text_of(form):
                access.types.append(Term(Scheme.WORDS, text=text))
    for relations in children(element, "relations"):
        _read_relations(access, relations)
    return access


def _read_origination(access: Access, element: etree._Element) -> None:
    named = [one for one in element.iter(etree.Element) if local(one) in _NAME_KINDS]
    for one in named or [element]:
        if (name := _name(one)) is not None:
            access.contributions.append(Contribution(*name, "main"))


def _read_point(access: Access, point: etree._Element) -> None:
    kind = local(point)
    text = text_of(point)
    role = point.get("role") or point.get("relator") or ""
    if not text and not point.get("normal"):
        return
    if kind == "genreform":
        access.types.append(Term(Scheme.WORDS, text=text))
    elif kind in _NAME_KINDS and role and role.lower() not in _SUBJECT_ROLES:
        if (name := _name(point)) is not None:
            access.contributions.append(Contribution(*name))
    elif kind in _SUBJECT_KINDS:
        access.subjects.append(_subject(point, kind, text))


def _subject(point: etree._Element, kind: str, text: str) -> Subject:
    """Read a heading; its parts are elements in EAD3, « -- » in EAD 2002."""
    parts = [part for one in point.iterfind("{*}part") if (part := text_of(one))]
    written = point.get("normal") or text
    heading, *subdivisions = parts or written.split(" -- ")
    source = point.get("source", "")
    return Subject(
        heading,
        "time" if source == "chrono" else _SUBJECT_KINDS[kind],
        tuple(subdivisions),
        source.lower() if source.lower() in ("rameau", "lcsh", "fmesh") else source,
        point.get("identifier") or point.get("authfilenumber") or "",
    )


def _name(element: etree._Element) -> tuple[Name, tuple[Term, ...]] | None:
    """Read a name by its normal form when it has one, with the role of its attribute or of its own words."""
    parts = [part for one in element.iterfind("{*}part") if (part := text_of(one))]
    written = element.get("normal") or ", ".join(parts) or text_of(element)
    if not written.strip():
        return None
    name, roles = name_of(written, _NAME_KINDS.get(local(element), ""))
    role = element.get("role") or element.get("relator") or ""
    number = element.get("authfilenumber") or element.get("identifier") or ""
    if number:
        known = identifier_of(number) or Identifier(
            "uri" if web_address(number) else "local", number
        )
        name = Name(name.text, name.kind, name.dates, name.numeration, (known,))
    return name, (_role(role),) if role else roles


def _role(role: str) -> Term:
    if _UNIMARC_ROLE.match(role):
        return Term(Scheme.UNIMARC_RELATOR, role)
    if _MARC_ROLE.match(role):
        return Term(Scheme.MARC_RELATOR, role)
    return Term(Scheme.WORDS, text=role)


def _read_relations(access: Access, element: etree._Element) -> None:
    """Read the relations of EAD3: people are mentioned, other resources are related."""
    found = []
    for relation in element.iterfind("{*}relation"):
        text = " ".join(filter(None, map(text_of, relation.iterfind("{*}relationentry"))))
        if not text:
            continue
        if relation.get("relationtype") == "cpfrelation":
            role = relation.get("arcrole", "")
            roles = (Term(Scheme.WORDS, text=role),) if role else ()
            access.contributions.append(Contribution(name_of(text).name, roles, "mentioned"))
        else:
            url = web_address(relation.get("href", ""))
            found.append(
                Relation("related", text, identifiers=(Identifier("uri", url),) if url else ())
            )
    access.relations = tuple(found)
