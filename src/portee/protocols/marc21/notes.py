"""Notes: 310–362, 385, 5XX.

Source: MARC 21 Bibliographic 3XX, 5XX.
"""

import re
from collections.abc import Callable

from portee.protocols.description import Term
from portee.protocols.drafting import Block, Draft, block, joined, tidy
from portee.protocols.marc import DataField
from portee.protocols.marc21.punctuation import trim
from portee.protocols.schemes import Scheme

GENERAL = (
    "310 321 362 500 501 504 507 510 513 514 515 516 522 524 525 526 530 535 544 547 550 552 555 "
    "556 562 563 565 567 580 581 584 585 586 588"
)

KINDS = {
    **dict.fromkeys(GENERAL.split(), "general"),
    "508": "credits",
    "511": "performers",
    "518": "recording",
    "520": "summary",
    "533": "history",
    "534": "history",
    "536": "credits",
    "538": "system",
    "541": "acquisition",
    "545": "biography",
    "546": "language",
    "561": "provenance",
}

TEXT = "abcdefghijklmnopqrstuvwxyz3"
"""$3 says which part of the resource a note is about."""


def _words(field: DataField, between: str) -> str:
    return joined((text for code, text in field.subfields if code in TEXT), between)


def _note(kind: str) -> Callable[[DataField, Draft], None]:
    """Read the subfields of a note as one text."""

    def read(field: DataField, draft: Draft) -> None:
        draft.note(_words(field, " "), kind)

    return read


def _contents(field: DataField, draft: Draft) -> None:
    """Read 505, plain ($a) or structured ($g, $r, $t, $u)."""
    draft.note(_words(field, " "), "contents")


def _thesis(field: DataField, draft: Draft) -> None:
    """Read 502; the degree ($b), else the words before it or the school (« Thesis (Ed. D.)--… »), hint at the type."""
    draft.note(_words(field, ", "), "thesis")
    kinds = field.all("b") or [re.split(r"\(|--", text, maxsplit=1)[0] for text in field.all("a")]
    for text in kinds:
        if kind := trim(text):
            draft.types.append(Term(Scheme.WORDS, text=kind))


def _rights(field: DataField, draft: Draft) -> None:
    """Read 506 (access) and 540 (use)."""
    if text := _words(field, " "):
        draft.rights.append(text)


def _readers(field: DataField, draft: Draft) -> None:
    """Read 521: its words are a note, and tell for whom."""
    draft.note(_words(field, " "), "audience")
    for text in field.all("a"):
        if reader := tidy(text).rstrip(" .;"):
            draft.audiences.append(Term(Scheme.WORDS, text=reader))


def _audience(field: DataField, draft: Draft) -> None:
    """Read 385: readers in words ($a), with a code ($b) when a list ($2) is named."""
    source = trim(field.first("2"))
    codes = [trim(text) for text in field.all("b")]
    words = [trim(text) for text in field.all("a")]
    for place in range(max(len(codes), len(words))):
        code = codes[place] if place < len(codes) else ""
        text = words[place] if place < len(words) else ""
        if source and code:
            draft.audiences.append(Term(source, code, text))
        elif text:
            draft.audiences.append(Term(Scheme.WORDS, text=text))
            draft.leave("385$b", code)
    draft.has_no_place = not words and not (source and codes)


BLOCKS: dict[str, Block] = {
    **{tag: block(_note(kind), TEXT) for tag, kind in KINDS.items()},
    "385": block(_audience, "ab2"),
    "502": block(_thesis, TEXT),
    "505": block(_contents, TEXT),
    "506": block(_rights, TEXT),
    "521": block(_readers, TEXT),
    "540": block(_rights, TEXT),
}
