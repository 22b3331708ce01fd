"""What became of resources that somebody once noted by their numbers. One SQL query whatever the number."""

from collections.abc import Iterable
from dataclasses import dataclass

from portee.catalogue.models import Resource
from portee.catalogue.storage.rows import in_chunks


@dataclass(frozen=True, slots=True)
class ResourceStanding:
    """Where a number leads today: `id` is its own or that of the resource it was merged into.

    `title` is what it is called, or was when it left; `is_gone` when no record describes it any more.
    """

    id: int
    title: str
    is_gone: bool


def resource_standings(ids: Iterable[int]) -> dict[int, ResourceStanding]:
    """The standing of each number that a resource ever bore; the others are left out. One SQL query for each 900."""
    standings: dict[int, ResourceStanding] = {}
    for chunk in in_chunks(list(dict.fromkeys(ids))):
        rows = Resource.objects.filter(pk__in=chunk).values_list(
            "pk",
            "title",
            "withdrawn_at",
            "redirect__new_id",
            "redirect__new__title",
            "redirect__new__withdrawn_at",
        )
        for pk, title, withdrawn_at, new_id, new_title, new_withdrawn_at in rows:
            standings[pk] = (
                ResourceStanding(pk, title, withdrawn_at is not None)
                if new_id is None
                else ResourceStanding(new_id, new_title or title, new_withdrawn_at is not None)
            )
    return standings
