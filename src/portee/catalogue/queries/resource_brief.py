"""The least that a link to a resource says: title, kind, year. One SQL query whatever the number."""

from collections.abc import Iterable
from dataclasses import dataclass

from portee.catalogue.models import Resource
from portee.catalogue.queries.resource_card import resource_url
from portee.catalogue.vocabularies import vocabulary


@dataclass(frozen=True, slots=True)
class ResourceBrief:
    """A living resource in a line. `types` are its type and the families of it, nearest first."""

    id: int
    url: str
    title: str
    type_label: str
    types: tuple[str, ...]
    year: int | None


def resource_briefs(ids: Iterable[int], *, language: str) -> list[ResourceBrief]:
    """The living resources among these, in the order given."""
    wanted = list(dict.fromkeys(ids))
    rows = Resource.objects.filter(pk__in=wanted, withdrawn_at=None).values_list(
        "pk", "title", "kind", "first_year"
    )
    found = {row[0]: _brief(*row, language=language) for row in rows}
    return [found[pk] for pk in wanted if pk in found]


def _brief(pk: int, title: str, kind: str, year: int | None, *, language: str) -> ResourceBrief:
    words = vocabulary("type")
    return ResourceBrief(
        id=pk,
        url=resource_url(pk, title, language=language),
        title=title,
        type_label=words.label(kind, language) if kind in words.entries else "",
        types=(kind, *words.ancestors(kind)) if kind in words.entries else (),
        year=year,
    )
