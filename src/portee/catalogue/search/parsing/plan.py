"""What an engine looks for: clauses of alternatives over two views of the text.

A document is found when it meets every required clause and no excluded one. This is the whole meaning of a query;
what a match weighs is an engine's matter, guided by `whole` and by the boosts of fields.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from portee.catalogue.search.analysis import is_stop_word, stem, synonyms
from portee.catalogue.search.parsing.expression import Chunk, parse
from portee.catalogue.search.port import Field


class View(StrEnum):
    """`FRENCH`: stems, in no order. `EXACT`: terms as they were written, in order."""

    FRENCH = "fr"
    EXACT = "ex"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to meet a clause. Several terms follow each other, in the exact view only."""

    view: View
    terms: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Any of the options, in one field or (None) anywhere. `term` is what was typed, where it was one term."""

    options: tuple[Option, ...]
    field: Field | None = None
    term: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What must be found and what must not. `whole`: the exact terms typed, in order, for whoever wants them close."""

    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    whole: tuple[str, ...] = ()

    @property
    def finds_everything(self) -> bool:
        """Whether nothing was asked."""
        return not self.required and not self.excluded


def plan(text: str, *, is_typing: bool = False) -> Plan:
    """Plan the search for what was typed. `is_typing`: the last word may be unfinished."""
    chunks = parse(text)
    wanted = [chunk for chunk in chunks if not chunk.is_excluded]
    unfinished = wanted[-1] if is_typing and wanted and text[-1:].isalnum() else None
    required = [
        clause for chunk in wanted for clause in _clauses(chunk, is_last=chunk is unfinished)
    ]
    if not required:
        required = [clause for chunk in wanted for clause in _as_written(chunk)]
    free = [chunk for chunk in wanted if chunk.field is None]
    return Plan(
        required=tuple(_with_synonyms(required)),
        excluded=tuple(_exclusion(chunk) for chunk in chunks if chunk.is_excluded),
        whole=tuple(term for chunk in free for term in chunk.terms),
    )


def _clauses(chunk: Chunk, *, is_last: bool) -> Iterator[Clause]:
    if chunk.is_phrase or chunk.field is Field.IDENTIFIER:
        yield Clause((Option(View.EXACT, chunk.terms),), chunk.field)
        return
    for place, term in enumerate(chunk.terms, start=1):
        is_unfinished = is_last and place == len(chunk.terms)
        options = [] if is_stop_word(term) else [Option(View.FRENCH, (stem(term),))]
        if is_unfinished:
            options.append(Option(View.EXACT, (term,), is_prefix=True))
        if options:
            yield Clause(tuple(options), chunk.field, term)


def _as_written(chunk: Chunk) -> Iterator[Clause]:
    for term in chunk.terms:
        yield Clause((Option(View.EXACT, (term,)),), chunk.field, term)


def _exclusion(chunk: Chunk) -> Clause:
    if len(chunk.terms) > 1 or chunk.field is Field.IDENTIFIER or is_stop_word(chunk.terms[0]):
        return Clause((Option(View.EXACT, chunk.terms),), chunk.field)
    return Clause((Option(View.FRENCH, (stem(chunk.terms[0]),)),), chunk.field)


def _with_synonyms(clauses: list[Clause]) -> Iterator[Clause]:
    """Let each word of one to three words that have a synonym be met by the synonym too.

    Words stay apart: « formation musicale » finds what has both, anywhere, and what has « solfège ».
    """
    known = synonyms()
    more: list[list[Option]] = [[] for _ in clauses]
    for start in range(len(clauses)):
        for end in range(start + 1, min(start + 3, len(clauses)) + 1):
            run = clauses[start:end]
            others = known.get(tuple(clause.term for clause in run), ())
            if others and all(clause.field is None for clause in run):
                for place in range(start, end):
                    more[place] += [_alternative(terms) for terms in others]
    for clause, options in zip(clauses, more, strict=True):
        yield replace(clause, options=clause.options + tuple(options)) if options else clause


def _alternative(terms: tuple[str, ...]) -> Option:
    if len(terms) > 1 or is_stop_word(terms[0]):
        return Option(View.EXACT, terms)
    return Option(View.FRENCH, (stem(terms[0]),))
