"""Decides the type of document by ranked evidence: the strongest decides the family, finer evidence the kind within it.

A librarian's own words weigh most (« DVD », « Musique imprimée »), then coded fields that say one thing, then the
leader, then carriers. « Texte imprimé » says so little that it counts only when nothing else speaks.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from portee.catalogue.vocabularies.vocabulary import Vocabulary, vocabulary
from portee.catalogue.vocabularies.words import without_parentheses
from portee.protocols.description import Description, Term
from portee.protocols.schemes import Scheme

UNKNOWN: Final = "other"
"""The type of a record that says nothing of it."""

WEIGHTS: Final = {
    Scheme.UNIMARC_105: 65,
    Scheme.MARC21_008_CONTENTS: 65,
    Scheme.KBART_TYPE: 62,
    Scheme.WORDS: 60,
    Scheme.UNIMARC_116_FUNCTION: 58,
    Scheme.UNIMARC_125: 54,
    Scheme.MARC21_008_MUSIC: 54,
    Scheme.UNIMARC_125_TEXT: 53,
    Scheme.MARC21_008_VISUAL: 53,
    Scheme.UNIMARC_110: 52,
    Scheme.MARC21_008_SERIAL: 52,
    Scheme.UNIMARC_105_LITERATURE: 52,
    Scheme.MARC21_008_LITERATURE: 52,
    Scheme.UNIMARC_115: 51,
    Scheme.UNIMARC_116: 51,
    Scheme.UNIMARC_LEADER: 50,
    Scheme.MARC21_LEADER: 50,
    Scheme.RDA_CONTENT: 48,
    Scheme.SUDOC_008: 46,
    Scheme.MODS_TYPE: 45,
    Scheme.DCMI_TYPE: 45,
    Scheme.ISBD_CONTENT: 40,
    Scheme.UNIMARC_125_PARTS: 35,
    Scheme.EAD_LEVEL: 30,
    Scheme.RDA_MEDIA: 25,
    Scheme.MARC21_006: 20,
    Scheme.MARC21_007: 15,
    Scheme.RDA_CARRIER: 12,
}
OTHER_WEIGHT: Final = 20
"""A scheme not listed."""
FORM_WEIGHT: Final = 14
"""A form heading (« Bandes dessinées ») refines a type, and decides only when nothing coded does."""
THESIS_WEIGHT: Final = 62
"""« Thèses et écrits académiques » as a form is said of theses only, which are coded as books."""
WEAK_WEIGHT: Final = 5
FAINT: Final = frozenset(
    {(Scheme.RDA_CONTENT, "sti"), (Scheme.RDA_CONTENT, "txt"), (Scheme.ISBD_CONTENT, "b")}
)
"""Contents that go along with any other: pictures and text inside."""
FAINT_WEIGHT: Final = 22
DECIDING_DEPTH: Final = 10
"""How much a family is worth: evidence under this weight may refine a type and never change it."""

COUNTED: Final = frozenset(
    {
        Scheme.WORDS,
        Scheme.UNIMARC_LEADER,
        Scheme.MARC21_LEADER,
        Scheme.RDA_CONTENT,
        Scheme.DCMI_TYPE,
        Scheme.MODS_TYPE,
        Scheme.KBART_TYPE,
        Scheme.EAD_LEVEL,
    }
)
"""Schemes whose unknown values are counted as unmapped; other coded places mostly speak of something else, and a
single letter among contents is a medium put there by mistake.
"""

Evidence = tuple[int, str, str]
"""Weight, code of type, what says it."""


def decide(types: Iterable[Term], forms: Iterable[str]) -> tuple[str, list[Term]]:
    """The type that terms and form headings say together, and the terms that no type answers to."""
    known: dict[str, int] = {}
    unmapped: list[Term] = []
    for term in types:
        code, weight = _evidence(term)
        if code:
            if weight > known.get(code, -1):
                known[code] = weight
        elif not weight:
            unmapped.append(term)
    for form in forms:
        code = type_of_form(form)
        weight = THESIS_WEIGHT if code == "thesis" else FORM_WEIGHT
        if code and weight > known.get(code, -1):
            known[code] = weight
    return _strongest(known), unmapped


def _strongest(known: dict[str, int]) -> str:
    """The heaviest code, then the heaviest below it, down to the finest."""
    if not known:
        return UNKNOWN
    if len(known) == 1:
        return next(iter(known))
    types = vocabulary("type")
    if any("score" in (code, *types.ancestors(code)) for code in known):
        _settle_scores(known)
    decided = max(known, key=lambda code: (known[code], len(types.ancestors(code))))
    while finer := [code for code in known if decided in types.ancestors(code)]:
        decided = max(finer, key=lambda code: known[code])
    return decided


def _settle_scores(known: dict[str, int]) -> None:
    """Of a score, « manuscript » says that it is written by hand, and “print” that it is not (RISM 593)."""
    printed = known.pop("print", 0)
    written = known.pop("manuscript", 0)
    if written:
        known["music-manuscript"] = written
    elif printed:
        known["score"] = printed
        known.pop("music-manuscript", None)


@lru_cache(maxsize=16_384)
def _evidence(term: Term) -> tuple[str, int]:
    """The type a term speaks for and its weight; a weight above zero without a code: nothing to count."""
    types = vocabulary("type")
    code = types.find(term) or _bare(types, term)
    if code:
        key = (term.scheme, term.code.lower())
        return code, FAINT_WEIGHT if key in FAINT else _weight(term)
    weak = types.from_weak_words(term.text) if term.text else ""
    if weak:
        return weak, WEAK_WEIGHT
    counted = term.scheme in COUNTED and (len(term.code) != 1 or term.scheme != Scheme.RDA_CONTENT)
    return "", 0 if counted else OTHER_WEIGHT


def _weight(term: Term) -> int:
    return (
        WEIGHTS.get(Scheme(term.scheme), OTHER_WEIGHT) if term.scheme in _SCHEMES else OTHER_WEIGHT
    )


def _bare(types: Vocabulary, term: Term) -> str:
    """« [DVD vidéo] », « Photographie de presse -- 1900-1945 »: the words without what surrounds them."""
    if not term.text:
        return ""
    head = term.text.partition(" -- ")[0]
    return types.from_words(head) or types.from_words(without_parentheses(head))


_SCHEMES: Final = frozenset(Scheme)


@lru_cache(maxsize=16_384)
def type_of_form(text: str) -> str:
    """The type that a form heading names, if it names one."""
    return vocabulary("type").from_words(text)


def form_headings(description: Description) -> Iterator[str]:
    """The headings that say what a document is: genres in words, and subjects of kind genre."""
    for term in description.genres:
        if term.text:
            yield term.text
    for subject in description.subjects:
        if subject.kind == "genre":
            yield subject.heading


def literary_types(description: Description) -> Iterator[Term]:
    """Genres whose code also tells a type: drama (105 $a/11) is the text of a play."""
    for term in description.genres:
        if term.scheme in _LITERATURE:
            yield term


_LITERATURE: Final = frozenset({Scheme.UNIMARC_105_LITERATURE, Scheme.MARC21_008_LITERATURE})


def type_evidence(description: Description) -> list[Evidence]:
    """Everything that spoke, heaviest first: for staff, and for whoever doubts a type."""
    found = [
        (weight, code, f"{term.scheme}: {term.code or term.text}")
        for term in (*description.types, *literary_types(description))
        for code, weight in (_evidence(term),)
        if code
    ]
    found += [
        (THESIS_WEIGHT if code == "thesis" else FORM_WEIGHT, code, form)
        for form in form_headings(description)
        if (code := type_of_form(form))
    ]
    return sorted(found, key=lambda evidence: -evidence[0])
