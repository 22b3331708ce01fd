"""The wholes, parts and editions that a resource says it has, with those that the catalogue holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portee.catalogue.matching.identifiers import strong_identifiers
from portee.catalogue.models import Record, RecordIdentifier
from portee.catalogue.queries.resource_card import resource_url
from portee.catalogue.queries.resource_kin import KinGroup
from portee.protocols.description import Identifier, Relation

MOST_RELATIONS: Final = 200
MOST_LOOKED_UP: Final = 400

KINDS: Final[dict[str, str | Promise]] = {
    "part-of": _("Part of"),
    "has-part": _("Contains"),
    "series": _("Series"),
    "edition": _("Other edition"),
    "carrier": _("Other form"),
    "translation": _("Translation"),
    "original": _("Original"),
    "supplement": _("Supplement"),
    "accompanies": _("Accompanies"),
    "continues": _("Continues"),
    "continued-by": _("Continued by"),
    "work": _("Work"),
    "related": _("See also"),
}
"""Kinds of relations, in the order of the page."""


@dataclass(frozen=True, slots=True)
class RelatedTitle:
    """A title with its place in the whole; `url` is its page here, empty when the catalogue does not hold it."""

    title: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """Relations of one kind. When there are `more` than are listed, `query` (of `/recherche?…`) finds all of them."""

    kind: str
    label: str | Promise
    titles: Sequence[RelatedTitle]
    more: int = 0
    query: str = ""


def relations_of(
    relations: Sequence[Relation],
    *,
    resource_id: int,
    source_ids: Iterable[int],
    kin: Mapping[str, KinGroup],
    language: str,
) -> list[RelationGroup]:
    """The relations by kind, those without a title being told by that of the resource they lead to.

    `kin` are the resources that name this one; whoever is named by both sides stands once. What leads nowhere and has
    no title is left out. One SQL query, none when no relation bears an identifier.
    """
    known = _resources(relations, source_ids=sorted(source_ids))
    groups: dict[str, dict[RelatedTitle, None]] = {}
    for one in relations[:MOST_RELATIONS]:
        found = next((known[key] for key in _keys(one.identifiers) if key in known), None)
        if found is not None and found[0] == resource_id:
            continue
        title = one.title or (found[1] if found else "")
        if title:
            url = resource_url(*found, language=language) if found else ""
            kind = one.kind if one.kind in KINDS else "related"
            groups.setdefault(kind, {})[RelatedTitle(title, one.number, url)] = None
    for kind, group in kin.items():
        listed = {one.url for one in groups.get(kind, ())}
        named = (RelatedTitle(one.title, one.number, one.url) for one in group.kin)
        groups.setdefault(kind, {}).update((one, None) for one in named if one.url not in listed)
    return [
        _group(kind, label, tuple(groups[kind]), kin.get(kind, KinGroup()))
        for kind, label in KINDS.items()
        if groups.get(kind)
    ]


def _group(
    kind: str, label: str | Promise, titles: Sequence[RelatedTitle], kin: KinGroup
) -> RelationGroup:
    more = max(kin.total - len(kin.kin), 0)
    return RelationGroup(kind, label, titles, more, kin.query if more else "")


def _keys(identifiers: Sequence[Identifier]) -> list[tuple[str, str]]:
    """How an identifier may be found: those known everywhere, then the numbers of the source itself."""
    own = [("local", one.value) for one in identifiers if one.scheme in {"local", "rism", "ppn"}]
    return [*strong_identifiers(identifiers), *own]


def _resources(
    relations: Sequence[Relation], *, source_ids: Sequence[int]
) -> dict[tuple[str, str], tuple[int, str]]:
    """The living resources behind the identifiers of relations: id and title."""
    keys = list(dict.fromkeys(key for one in relations for key in _keys(one.identifiers)))
    keys = keys[:MOST_LOOKED_UP]
    if not keys:
        return {}
    values = [value for scheme, value in keys if scheme != "local"]
    numbers = [value for scheme, value in keys if scheme == "local"]
    parts: list[QuerySet[Any, Any]] = []
    if values:
        parts.append(
            RecordIdentifier.objects.filter(value__in=values, record__deleted_at=None).values_list(
                "scheme", "value", "record__resource_id", "record__resource__title"
            )
        )
    if numbers:
        parts.append(
            Record.objects.filter(source_id__in=source_ids, key__in=numbers, deleted_at=None)
            .annotate(scheme=Value("local"), value=F("key"))
            .values_list("scheme", "value", "resource_id", "resource__title")
        )
    rows = parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]
    return {(row[0], row[1]): (row[2], row[3]) for row in rows if row[2] is not None}
