"""What resources say of one another, as codes: who is named by an identifier finds who names it.

An identifier known everywhere stands by itself (`part-of:isbn:9782070612758`); a number that only a source gives stands
with the source (`part-of:rism/400014630`). Pure: no catalogue is asked here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from portee.catalogue.matching.identifiers import strong_identifiers
from portee.protocols.description import Identifier, Relation

MOST_CODES: Final = 200
"""Codes of one resource: a periodical that lists ten thousand articles is found from their side."""

LONGEST_CODE: Final = 200

NUMBERS_OF_SOURCES: Final = frozenset({"local", "rism", "ppn"})
"""Schemes whose values may be the number of a record in its own source."""

REVERSED: Final[Mapping[str, tuple[str, ...]]] = {
    "part-of": ("has-part",),
    "has-part": ("part-of", "series"),
    "edition": ("edition",),
    "carrier": ("carrier",),
    "translation": ("original",),
    "original": ("translation",),
    "supplement": ("accompanies",),
    "accompanies": ("supplement",),
    "continues": ("continued-by",),
    "continued-by": ("continues",),
}
"""Kinds of relations, and what the other side says of the same: whoever calls us « part-of » is one of our parts."""


def codes_said(relations: Sequence[Relation], *, sources: Iterable[str]) -> tuple[str, ...]:
    """What a resource says of others; `sources` are the codes of those that describe it."""
    given = tuple(sources)
    codes = (
        f"{one.kind}:{key}"
        for one in relations
        if one.kind in _ANSWERED
        for key in _keys(one.identifiers, given)
    )
    return _first(codes)


def codes_awaited(
    kind: str, identifiers: Sequence[Identifier], numbers: Iterable[tuple[str, str]]
) -> tuple[str, ...]:
    """What those say that are to a resource as `kind` tells: by its identifiers, by its number in each source."""
    keys = [f"{scheme}:{value}" for scheme, value in strong_identifiers(identifiers)]
    keys += [f"{source}/{number}" for source, number in numbers]
    return _first(f"{said}:{key}" for key in keys for said in REVERSED[kind])


def _keys(identifiers: Sequence[Identifier], sources: Sequence[str]) -> Iterator[str]:
    for scheme, value in strong_identifiers(identifiers):
        yield f"{scheme}:{value}"
    for one in identifiers:
        if one.scheme in NUMBERS_OF_SOURCES:
            yield from (f"{source}/{one.value}" for source in sources)


def _first(codes: Iterable[str]) -> tuple[str, ...]:
    kept = dict.fromkeys(code for code in codes if len(code) <= LONGEST_CODE)
    return tuple(kept)[:MOST_CODES]


_ANSWERED: Final = frozenset(said for kinds in REVERSED.values() for said in kinds)
