"""Links to other resources: 760–787.

Source: MARC 21 Bibliographic 76X–78X.
"""

from collections.abc import Callable

from portee.protocols.description import Identifier, Relation
from portee.protocols.drafting import Block, Draft, block, joined
from portee.protocols.marc import DataField
from portee.protocols.marc21.identifiers import RISM, system_number
from portee.protocols.marc21.punctuation import trim, trim_heading

KINDS = {
    "760": "series",
    "762": "has-part",
    "765": "original",
    "767": "translation",
    "770": "supplement",
    "772": "accompanies",
    "773": "part-of",
    "774": "has-part",
    "775": "edition",
    "776": "carrier",
    "777": "accompanies",
    "780": "continues",
    "785": "continued-by",
    "786": "related",
    "787": "related",
}

NUMBERS = {"x": "issn", "z": "isbn", "u": "report-number", "y": "coden"}


def _linked(kind: str) -> Callable[[DataField, Draft], None]:
    def read(field: DataField, draft: Draft) -> None:
        relation = _relation(field, kind, draft)
        if relation is None:
            draft.has_no_place = True
        else:
            draft.relations.append(relation)

    return read


def _relation(field: DataField, kind: str, draft: Draft) -> Relation | None:
    """Read what names the other resource; older sources of RISM name it by its number in $a."""
    is_rism = draft.source == RISM
    titles: dict[str, str] = {}
    more: list[tuple[str, str]] = []
    identifiers: list[Identifier] = []
    for code, raw in field.subfields:
        text = trim(raw)
        if not text:
            continue
        if code in "ast":
            if code in titles:
                more.append((code, text))
            titles.setdefault(code, trim_heading(text))
        elif code == "w":
            identifiers.append(Identifier("rism", text) if is_rism else system_number(text))
        elif code in NUMBERS:
            identifiers.append(Identifier(NUMBERS[code], text))
    if is_rism and titles.get("a", "").isdecimal():
        identifiers.append(Identifier("rism", titles.pop("a")))
    title = _title(titles, more)
    if not title and not identifiers:
        return None
    for code, text in more:
        draft.leave(f"{field.tag}${code}", text)
    return Relation(kind, title, joined(map(trim, field.all("g")), " ; "), tuple(identifiers))


def _title(titles: dict[str, str], more: list[tuple[str, str]]) -> str:
    """Give the title ($t, else the uniform one, $s) and who it is by ($a)."""
    title = titles.get("t") or titles.get("s") or ""
    if "t" in titles and "s" in titles:
        more.append(("s", titles["s"]))
    author = titles.get("a", "")
    return f"{title} / {author}" if title and author else title or author


BLOCKS: dict[str, Block] = {tag: block(_linked(kind), "agstuwxyz") for tag, kind in KINDS.items()}
