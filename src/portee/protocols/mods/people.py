"""Names of MODS with their parts and roles."""

from lxml import etree

from portee.protocols.description import Contribution, Identifier, Name, Term
from portee.protocols.mods.elements import found, text_of, texts, value_uri
from portee.protocols.schemes import Scheme
from portee.protocols.statements import identifier_of, name_of, web_address

_KINDS = {
    "personal": "person",
    "corporate": "corporate",
    "conference": "meeting",
    "family": "family",
}
_MAIN_ROLES = frozenset(("cre", "creator", "auteur principal"))


def contribution_of(element: etree._Element) -> Contribution | None:
    """Read a `name`; None when it has no text. It is the main one when MODS says so (`usage="primary"`)."""
    name = name_of_element(element)
    if name is None:
        return None
    roles = tuple(term for role in found(element, "role") if (term := _role(role)) is not None)
    is_main = element.get("usage") == "primary" or any(
        role.code in _MAIN_ROLES or role.text.lower() in _MAIN_ROLES for role in roles
    )
    return Contribution(name, roles, "main" if is_main else "other")


def name_of_element(element: etree._Element) -> Name | None:
    """Read the parts of a name: « family, given », or the one part as written; dates and numeration apart."""
    parts: dict[str, list[str]] = {}
    for part in found(element, "namePart"):
        if text := text_of(part):
            parts.setdefault(part.get("type", ""), []).append(text)
    kind = _KINDS.get(element.get("type", ""), "")
    dates = " ".join(parts.get("date", ()))
    family, given = " ".join(parts.get("family", ())), " ".join(parts.get("given", ()))
    whole = ", ".join(filter(None, (family, given)))
    if not whole:
        separator = ". " if kind in ("corporate", "meeting") else ", "
        whole = separator.join(parts.get("", ())) or next(texts(element, "displayForm"), "")
    if not whole:
        return None
    stated = name_of(whole, kind).name
    numeration = " ".join(parts.get("termsOfAddress", ()))
    return Name(
        stated.text,
        stated.kind,
        dates or stated.dates,
        numeration or stated.numeration,
        _numbers(element),
    )


def _numbers(element: etree._Element) -> tuple[Identifier, ...]:
    numbers = []
    for one in found(element, "nameIdentifier"):
        if text := text_of(one):
            numbers.append(Identifier(one.get("type", "") or "local", text))
    if uri := value_uri(element):
        numbers.append(
            identifier_of(uri) or Identifier("uri" if web_address(uri) else "local", uri)
        )
    return tuple(numbers)


def _role(role: etree._Element) -> Term | None:
    """Read a role: its code of the MARC list, its words, or both."""
    code = words = ""
    for term in found(role, "roleTerm"):
        text = text_of(term)
        if term.get("type") == "code":
            code = code or text.lower()
        else:
            words = words or text
    if code:
        return Term(Scheme.MARC_RELATOR, code, words)
    return Term(Scheme.WORDS, text=words) if words else None
