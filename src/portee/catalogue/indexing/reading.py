"""Resources as documents, by the hundred: six SQL queries a batch, one more where something opens on line."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Final

import msgspec

from portee.catalogue.indexing.classes import classed
from portee.catalogue.indexing.document import ResourceFacts, document_of
from portee.catalogue.models import Holding, Record, Resource
from portee.catalogue.queries.resource_content import resource_contents
from portee.catalogue.search.port import Document
from portee.catalogue.search.port.document import PATH_SEPARATOR
from portee.network.api import list_establishments

logger = logging.getLogger(__name__)

WORDING: Final = 4
"""Raised whenever `document` writes something else of the same facts, so that `portee check` asks for a rebuild."""

Tree = Mapping[int, str]
"""The path of codes of each establishment: `reseau/groupe/bibliotheque`."""

_encode: Final = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Stamp:
    """What documents are made of beside descriptions. `fingerprint`: 63 bits that change with anything indexed."""

    sort_title: str
    year: int | None
    added_date: date
    holders: tuple[str, ...]
    sources: tuple[str, ...]
    numbers: tuple[str, ...]
    licensed: tuple[str, ...]
    fingerprint: int


def read_tree() -> dict[int, str]:
    """The tree of establishments as it is."""
    paths: dict[str, str] = {}
    tree: dict[int, str] = {}
    for one in list_establishments():
        # In the order of the tree the parent was met before; steps of its paths have one length.
        step = len(one.path) // one.depth
        above = paths.get(one.path[:-step], "")
        paths[one.path] = f"{above}{PATH_SEPARATOR}{one.code}" if above else one.code
        tree[one.id] = paths[one.path]
    return tree


def living_resources(*, batch: int) -> Iterator[list[int]]:
    """The ids of living resources, ascending, by the batch."""
    last = 0
    while True:
        rows = Resource.objects.filter(pk__gt=last, withdrawn_at=None).order_by("pk")
        ids = list(rows.values_list("pk", flat=True)[:batch])
        if not ids:
            return
        yield ids
        last = ids[-1]


def read_documents(
    resource_ids: Iterable[int], *, tree: Tree, today: date
) -> tuple[list[Document], list[int]]:
    """The documents of the living ones among these resources, and the ids of those that are gone; 900 at most."""
    wanted = sorted(set(resource_ids))
    contents = resource_contents(wanted)
    stamps = read_stamps(list(contents), tree=tree)
    documents: list[Document] = []
    for pk, stamp in stamps.items():
        content = contents[pk]
        facts = ResourceFacts(
            id=pk,
            description=content.description,
            classification=content.classification,
            sort_title=stamp.sort_title,
            year=stamp.year,
            added_date=stamp.added_date,
            holders=stamp.holders,
            sources=stamp.sources,
            numbers=stamp.numbers,
            fingerprint=stamp.fingerprint,
        )
        try:
            documents.append(document_of(facts, this_year=today.year))
        except ValueError:
            # One resource that no engine could hold must not keep the others waiting; `portee check` names it.
            logger.exception("a resource cannot be indexed", extra={"resource_id": pk})
    documents = classed(documents, licensed={pk: one.licensed for pk, one in stamps.items()})
    living = {document.id for document in documents}
    return documents, [pk for pk in wanted if pk not in living]


def read_stamps(resource_ids: Sequence[int], *, tree: Tree) -> dict[int, Stamp]:
    """The stamps of the living ones among these resources, in three SQL queries; 900 ids at most."""
    rows = Resource.objects.filter(pk__in=resource_ids, withdrawn_at=None).values_list(
        "pk", "sort_title", "first_year", "last_year", "created_at", "fingerprint"
    )
    sources = _sources(resource_ids)
    holders = _holders(resource_ids)
    stamps: dict[int, Stamp] = {}
    for pk, sort_title, first_year, last_year, created_at, said in rows:
        year = last_year if first_year is None else first_year
        held = tuple(sorted(tree[one] for one in holders[pk] if one in tree))
        given = tuple(sorted({code for code, _number, _licensed in sources[pk]}))
        numbers = tuple(sorted({number for _code, number, _licensed in sources[pk] if number}))
        licensed = tuple(sorted({code for code, _number, known in sources[pk] if known}))
        added_date = created_at.date()
        facts = (WORDING, said, sort_title, year, added_date, held, given, numbers, licensed)
        digest = blake2b(_encode(facts), digest_size=8).digest()
        stamps[pk] = Stamp(
            sort_title=sort_title,
            year=year,
            added_date=added_date,
            holders=held,
            sources=given,
            numbers=numbers,
            licensed=licensed,
            fingerprint=int.from_bytes(digest, "big") >> 1,
        )
    return stamps


def _sources(resource_ids: Sequence[int]) -> dict[int, set[tuple[str, str, bool]]]:
    """The sources of each resource, with the number that it bears there, and whether they are licensed."""
    found: dict[int, set[tuple[str, str, bool]]] = defaultdict(set)
    rows = Record.objects.filter(resource_id__in=resource_ids, deleted_at=None)
    columns = ("resource_id", "source__code", "identifier", "source__is_licensed")
    for resource_id, code, number, is_licensed in rows.values_list(*columns):
        found[int(resource_id or 0)].add((code, number, is_licensed))
    return found


def _holders(resource_ids: Sequence[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Holding.objects.filter(
        record__resource_id__in=resource_ids,
        record__deleted_at=None,
        establishment_id__isnull=False,
    )
    for resource_id, establishment_id in rows.values_list(
        "record__resource_id", "establishment_id"
    ):
        found[int(resource_id or 0)].add(int(establishment_id or 0))
    return found
