"""Tells apart whom a document is for: an audience (« À partir de 9 ans ») or a stage of study (« 2e cycle »)."""

from functools import lru_cache

from portee.catalogue.vocabularies.ages import audience_of_age
from portee.catalogue.vocabularies.stages import stages_in_words
from portee.catalogue.vocabularies.terms import SILENT, Unmapped, shown
from portee.catalogue.vocabularies.vocabulary import LEAST_WORD, vocabulary
from portee.protocols.description import Description, Term


def readers_of(
    description: Description, unmapped: list[Unmapped]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Audiences and levels: « 2e cycle » said of readers is a level, an age said of a level is an audience."""
    audiences: dict[str, None] = {}
    levels: dict[str, None] = {}
    for name, terms in (("level", description.levels), ("audience", description.audiences)):
        for term in terms:
            audience, stages = _reader(name, term)
            levels.update(dict.fromkeys(stages))
            if audience:
                audiences[audience] = None
            elif not stages and (term.text or term.code not in SILENT):
                unmapped.append((name, shown(term)))
    return tuple(audiences), tuple(levels)


@lru_cache(maxsize=8_192)
def _reader(name: str, term: Term) -> tuple[str, tuple[str, ...]]:
    if name == "level":
        stages = stages_in_words(term.text or term.code)
        return ("", stages) if stages else (audience_of_age(term.text), ())
    code = vocabulary("audience").find(term) or audience_of_age(term.text) or _head(term.text)
    return (code, ()) if code else ("", stages_in_words(term.text) if term.text else ())


def _head(text: str) -> str:
    """« Terminale L, ES, S », « Primarschule (1.-2. Kl.) »: the first word tells."""
    head = text.partition(" ")[0]
    return vocabulary("audience").from_words(head) if len(head) >= LEAST_WORD else ""
