"""Resources that name another one as their whole, their part, their other edition: relations read backwards.

The index answers, which holds what each resource says of others: a whole need not list its parts to have them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from portee.catalogue.indexing.asking import search
from portee.catalogue.matching.kinship import REVERSED, codes_awaited
from portee.catalogue.queries.resource_card import resource_url
from portee.catalogue.queries.resource_content import ResourceContent, resource_contents
from portee.catalogue.search.port import (
    FacetName,
    FacetWanted,
    Filter,
    IndexMissingError,
    Query,
    Result,
    Sort,
)
from portee.kernel.logs import get_logger
from portee.protocols.description import Description

MOST_KIN: Final = 60
"""Resources of one kind that a page lists; a search gives the others."""

_NUMBER: Final = re.compile(r"\d+")
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Kin:
    """One resource that names the page’s; `number` is its place in the whole, as written."""

    title: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class KinGroup:
    """Those of one kind: `total` of them, all found by `query` (of `/recherche?…`)."""

    kin: Sequence[Kin] = field(default_factory=tuple)
    total: int = 0
    query: str = ""


def kin_of(
    description: Description,
    *,
    resource_id: int,
    numbers: Sequence[tuple[str, str]],
    language: str,
    ask: Callable[[Query], Result] = search,
) -> Mapping[str, KinGroup]:
    """The resources that name this one, by kind; `numbers` are its own in each source (its code, the number).

    No SQL query for a resource that nobody names, and while search is being rebuilt; two for each kind else.
    """
    awaited = {kind: codes_awaited(kind, description.identifiers, numbers) for kind in REVERSED}
    every = tuple(dict.fromkeys(code for codes in awaited.values() for code in codes))
    if not every:
        return {}
    try:
        if not ask(_named(every, limit=0)).total:
            return {}
        found = {kind: ask(_named(codes, limit=MOST_KIN)) for kind, codes in awaited.items()}
    except IndexMissingError:
        return {}
    except Exception:
        # The page is worth more than what goes with it: whatever happens to the index is told elsewhere.
        _log.exception("resource.kin_failed")
        return {}
    return {
        kind: KinGroup(
            kin=_in_order(
                [hit.id for hit in result.hits if hit.id != resource_id],
                codes=awaited[kind],
                language=language,
            ),
            total=result.total,
            query=_query_of(result),
        )
        for kind, result in found.items()
        if result.total
    }


def _query_of(result: Result) -> str:
    """The search that finds all of them, with the codes that serve alone."""
    counts = result.facets[FacetName.RELATION]
    serving = [("relation", one.value) for one in counts if one.is_selected and one.count]
    return urlencode(serving, safe="/:")


def _named(codes: tuple[str, ...], *, limit: int) -> Query:
    return Query(
        filters=(Filter(FacetName.RELATION, codes),),
        facets=(FacetWanted(FacetName.RELATION, limit=1),) if limit else (),
        sort=Sort.TITLE,
        limit=limit,
        may_correct=False,
    )


def _in_order(ids: Sequence[int], *, codes: Sequence[str], language: str) -> list[Kin]:
    """Those numbered first, in the order of their numbers, then the others by title."""
    contents = resource_contents(ids)
    keys = {code.partition(":")[2].rpartition(":")[2].rpartition("/")[2] for code in codes}
    kin = [_kin(contents[one], keys, language) for one in ids if one in contents]
    return sorted(kin, key=_place)


def _kin(content: ResourceContent, keys: set[str], language: str) -> Kin:
    title = next((one.text for one in content.description.titles if one.text), "")
    part = next((one.part_number for one in content.description.titles if one.part_number), "")
    number = next(
        (
            one.number
            for one in content.description.relations
            if one.number and any(known.value in keys for known in one.identifiers)
        ),
        part,
    )
    return Kin(title, number, resource_url(content.id, title, language=language))


def _place(kin: Kin) -> tuple[bool, tuple[int, ...]]:
    return (not kin.number, tuple(int(found[:9]) for found in _NUMBER.findall(kin.number)))
