"""The access class of each document: by which licensed sources it opens, or to everybody."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from portee.catalogue.indexing.access import FREE
from portee.catalogue.models import AccessClass
from portee.catalogue.models.access_class import FREE_KEY
from portee.catalogue.search.port import Document, FacetName

AGE: Final = 60.0
"""Seconds that classes are kept by a process: until then a new one opens to nobody, which errs on the safe side."""


def classed(
    documents: Iterable[Document], *, licensed: Mapping[int, tuple[str, ...]]
) -> list[Document]:
    """The documents with their classes; `licensed` are the codes of the licensed sources of each.

    One query when any opens, two more for each class that is new.
    """
    keyed = [(one, _key(one, licensed.get(one.id, ()))) for one in documents]
    wanted = {key for _one, key in keyed if key}
    ids = (
        dict(AccessClass.objects.filter(key__in=wanted).values_list("key", "pk")) if wanted else {}
    )
    for key in sorted(wanted - set(ids)):
        ids[key] = AccessClass.objects.get_or_create(key=key)[0].pk
    return [replace(one, access_class=ids[key]) if key else one for one, key in keyed]


def _key(document: Document, codes: tuple[str, ...]) -> str:
    if FREE in document.facets.get(FacetName.ACCESS, ()):
        return FREE_KEY
    return " ".join(sorted(codes))


@dataclass
class _Kept:
    """The classes that this process knows, and until when."""

    classes: dict[int, frozenset[str]] = field(default_factory=dict)
    until: float = 0.0


_kept: Final = _Kept()


def classes_opened_by(source_codes: Iterable[str]) -> frozenset[int]:
    """The classes of what opens through one of these sources, or to everybody; read once a minute."""
    if time.monotonic() >= _kept.until:
        rows = AccessClass.objects.values_list("pk", "key")
        _kept.classes = {pk: frozenset(key.split()) for pk, key in rows}
        _kept.until = time.monotonic() + AGE
    codes = {FREE_KEY, *source_codes}
    return frozenset(pk for pk, known in _kept.classes.items() if not known.isdisjoint(codes))
