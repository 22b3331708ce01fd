"""The addresses of all resources, a stretch of ids at a time: for machines that read the whole site."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from portee.catalogue.models import Resource
from portee.catalogue.queries.resource_card import resource_url


@dataclass(frozen=True, slots=True)
class ResourceAddress:
    """Where a living resource is, and when what readers see of it last changed."""

    url: str
    changed_at: datetime


def last_resource_id() -> int:
    """The greatest id; 0 while there is none. One SQL query."""
    return Resource.objects.aggregate(last=Max("pk"))["last"] or 0


def resource_addresses(after: int, up_to: int, *, language: str) -> list[ResourceAddress]:
    """The living resources whose ids lie after one and up to another, by id. One SQL query."""
    rows = Resource.objects.filter(pk__gt=after, pk__lte=up_to, withdrawn_at=None).order_by("pk")
    return [
        ResourceAddress(resource_url(pk, title, language=language), changed_at)
        for pk, title, changed_at in rows.values_list("pk", "title", "changed_at")
    ]
