"""The labels that repositories write before a value: « Notice du catalogue : http://… », « Appartient à : … ; 3 »."""

import re

from portee.protocols.description import Identifier, Relation
from portee.protocols.statements import identifier_of, web_address

_LABEL = re.compile(r"\A([A-ZÀ-Þ][^:;.]{2,60}?)\s:\s+(?=\S)", re.S)
_KINDS = {
    "appartient à": "part-of",
    "appartient à l'ensemble documentaire": "part-of",
    "titre d'ensemble": "part-of",
    "fait partie de": "part-of",
    "contient": "has-part",
    "collection": "series",
    "a pour autre édition au format": "carrier",
    "autre édition": "edition",
    "traduction de": "translation",
    "suite de": "continues",
    "devient": "continued-by",
    "notice du catalogue": "related",
    "notice d'ensemble": "part-of",
}


def split_label(text: str) -> tuple[str, str]:
    """Give the label in small letters and what follows it; no label: empty, and the whole text."""
    found = _LABEL.match(text)
    return (found[1].lower(), text[found.end() :]) if found is not None else ("", text)


def relation_of(text: str, kind: str = "") -> Relation | None:
    """Read a link: its kind by its label, else the one given; None when neither says what it is."""
    label, value = split_label(text)
    kind = _KINDS.get(label, "") or kind
    if not kind or not value:
        return None
    known = identifier_of(value)
    url = web_address(value)
    if known is None and url:
        known = Identifier("uri", url)
    if known is not None and (url or known.value == value):
        # The address leads to a notice, which its label names: « Notice du catalogue ».
        return Relation(kind, text[: len(label)] if label else "", identifiers=(known,))
    title, _, number = value.rpartition(" ; ") if " ; " in value else (value, "", "")
    return Relation(kind, title.strip(), number.strip(), (known,) if known is not None else ())
