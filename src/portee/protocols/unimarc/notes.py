"""Notes: block 3.

Source: UNIMARC Bibliographic 300–345, 371; 337–339 as the Sudoc writes them.
"""

from collections.abc import Callable

from portee.protocols.description import Term
from portee.protocols.drafting import Block, Draft, block, joined, tidy
from portee.protocols.marc import DataField
from portee.protocols.schemes import Scheme

KINDS = {
    "300": "general",
    "301": "general",
    "302": "language",
    "303": "general",
    "304": "general",
    "305": "history",
    "306": "general",
    "307": "general",
    "308": "general",
    "309": "general",
    "310": "general",
    "311": "general",
    "312": "general",
    "313": "general",
    "314": "credits",
    "315": "general",
    "316": "provenance",
    "317": "provenance",
    "318": "history",
    "320": "general",
    "322": "credits",
    "323": "performers",
    "324": "history",
    "325": "history",
    "326": "general",
    "330": "summary",
    "332": "general",
    "334": "general",
    "336": "general",
    "337": "system",
    "338": "credits",
    "340": "biography",
}

TEXT = "abcdefghijklmnopqrstuvwxyz"


def _note(kind: str) -> Callable[[DataField, Draft], None]:
    """Read the subfields of a note as one text."""

    def read(field: DataField, draft: Draft) -> None:
        subfields = field.subfields
        if len(subfields) == 1 and subfields[0][0] == "a":
            draft.note(subfields[0][1], kind)
        else:
            draft.note(joined((text for code, text in subfields if code.isalpha()), ", "), kind)

    return read


def _indexed(field: DataField, draft: Draft) -> None:
    """Read 321: where the resource is reviewed or indexed."""
    draft.note(joined((text for code, text in field.subfields if code.isalpha()), ", "))


def _contents(field: DataField, draft: Draft) -> None:
    """Read 327, plain ($a repeated) or structured ($b–$i by level, $p pages)."""
    parts: list[str] = []
    for code, raw in field.subfields:
        text = tidy(raw)
        if not text or not code.isalpha():
            continue
        if code == "p" and parts:
            parts[-1] = f"{parts[-1]} ({text})"
        else:
            parts.append(text)
    draft.note(" ; ".join(parts), "contents")


def _thesis(field: DataField, draft: Draft) -> None:
    """Read 328: its words in the order of the record; $b names the kind of thesis."""
    draft.note(joined((text for code, text in field.subfields if code.isalpha()), " : "), "thesis")
    for text in field.all("b"):
        if kind := tidy(text):
            draft.types.append(Term(Scheme.WORDS, text=kind))


def _readers(field: DataField, draft: Draft) -> None:
    """Read 333: its words are a note, and tell for whom. $k is the origin of an opinion, not a reader."""
    for text in field.all("a"):
        draft.note(text, "audience")
        if reader := tidy(text):
            draft.audiences.append(Term(Scheme.WORDS, text=reader))


def _acquisition(field: DataField, draft: Draft) -> None:
    draft.note(joined(field.all("abcdu"), ", "), "acquisition")


def _terms(field: DataField, draft: Draft) -> None:
    """Read 371: on what terms the resource is served or used."""
    if text := joined((text for code, text in field.subfields if code.isalpha()), ", "):
        draft.rights.append(text)


BLOCKS: dict[str, Block] = {
    **{tag: block(_note(kind), TEXT) for tag, kind in KINDS.items()},
    "321": block(_indexed, TEXT),
    "327": block(_contents, TEXT),
    "328": block(_thesis, TEXT),
    "333": block(_readers, "a2"),
    "345": block(_acquisition, "abcdu"),
    "371": block(_terms, TEXT),
}
