"""Links to other resources: block 4, by both techniques.

A link holds either subfields of its own ($t, $x, $v…) or whole fields embedded in $1: `$1001…`, `$12001 ` then the
subfields of that 200.

Source: UNIMARC Bibliographic, block 4, « Embedded fields technique » and « Standard subfields technique ».
"""

from collections.abc import Callable

from portee.protocols.description import Identifier, Relation
from portee.protocols.drafting import Block, Draft, block, tidy
from portee.protocols.marc import DataField

KINDS = {
    "410": "series",
    "411": "series",
    "412": "original",
    "413": "related",
    "421": "supplement",
    "422": "accompanies",
    "423": "accompanies",
    "424": "related",
    "425": "related",
    "451": "edition",
    "452": "carrier",
    "453": "translation",
    "454": "original",
    "455": "original",
    "456": "carrier",
    "461": "part-of",
    "462": "part-of",
    "463": "part-of",
    "464": "has-part",
    "470": "related",
    "481": "accompanies",
    "482": "accompanies",
    "488": "related",
    **dict.fromkeys(("430", "431", "432", "433", "434", "435", "436", "437"), "continues"),
    **dict.fromkeys(
        ("440", "441", "442", "443", "444", "445", "446", "447", "448"), "continued-by"
    ),
}

NUMBERS = {"x": "issn", "y": "isbn", "m": "ismn", "z": "coden", "u": "uri", "0": "local"}
EMBEDDED_TITLE = {"a": "t", "t": "t", "h": "h", "i": "i", "e": "o", "v": "v"}
"""Subfields of an embedded title, and those of the standard technique that say the same."""
EMBEDDED_NUMBERS = {"001": "local", "003": "uri", "010": "isbn", "011": "issn", "013": "ismn"}


KNOWN = "01abcdefghilmnopstuvxyz"


class _Link:
    """What a link has said so far; `left` is what a relation has no place for: publisher, date, extent…"""

    __slots__ = ("authors", "identifiers", "left", "numbers", "others", "parts", "titles")

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.parts: list[str] = []
        self.numbers: list[str] = []
        self.authors: list[str] = []
        self.others: list[str] = []
        self.left: list[tuple[str, str]] = []
        self.identifiers: list[Identifier] = []

    def own(self, code: str, text: str) -> None:
        """Read a subfield of the standard technique."""
        if code == "t" and not self.titles:
            self.titles.append(text)
        elif code in "hi":
            self.parts.append(text)
        elif code == "o":
            self.others.append(text)
        elif code == "v":
            self.numbers.append(text)
        elif code == "a":
            self.authors.append(text)
        elif scheme := NUMBERS.get(code, ""):
            self.identifiers.append(Identifier(scheme, text))
        else:
            self.left.append((code, text))

    def embedded(self, tag: str, code: str, text: str) -> None:
        """Read a subfield of an embedded field."""
        if tag in ("200", "500", "225") and code in EMBEDDED_TITLE:
            self.own(EMBEDDED_TITLE[code], text)
        elif tag[:1] == "7" and code in "ab":
            self.authors.append(text)
        elif code == "a" and tag in EMBEDDED_NUMBERS:
            self.identifiers.append(Identifier(EMBEDDED_NUMBERS[tag], text))
        else:
            self.left.append((code, text))

    def relation(self, kind: str) -> Relation | None:
        """Give the link when it names anything."""
        named = ". ".join((*self.titles, *self.parts))
        title = " : ".join((named, *self.others) if named else self.others)
        if self.authors and title:
            title = f"{title} / {', '.join(self.authors)}"
        else:
            self.left += [("a", author) for author in self.authors]
        if not title and not self.identifiers:
            return None
        return Relation(kind, title, " ; ".join(self.numbers), tuple(self.identifiers))


def _read_link(field: DataField, draft: Draft, kind: str) -> None:
    """Read a link of either technique."""
    link = _Link()
    inside = ""
    for code, raw in field.subfields:
        text = tidy(raw)
        if not text or code not in KNOWN:
            continue
        if code == "1":
            inside = text[:3]
            if inside[:2] == "00":
                link.embedded(inside, "a", text[3:].strip())
        elif inside:
            link.embedded(inside, code, text)
        else:
            link.own(code, text)
    relation = link.relation(kind)
    if relation is None:
        draft.has_no_place = True
        return
    draft.relations.append(relation)
    for code, text in link.left:
        draft.leave(f"{field.tag}${code}", text)


def _linked(kind: str) -> Callable[[DataField, Draft], None]:
    def read(field: DataField, draft: Draft) -> None:
        _read_link(field, draft, kind)

    return read


def _piece(field: DataField, draft: Draft) -> None:
    """Read 463: an analytic record lies in the piece, a set holds it."""
    _read_link(field, draft, "part-of" if draft.leader[7:8] == "a" else "has-part")


BLOCKS: dict[str, Block] = {
    **{tag: block(_linked(kind), KNOWN) for tag, kind in KINDS.items()},
    "463": block(_piece, KNOWN),
}
