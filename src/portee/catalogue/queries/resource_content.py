"""What resources say in full, wherever it is stored: the one way to read their descriptions."""

from collections.abc import Iterable
from dataclasses import dataclass

from portee.catalogue.models import Record, Resource, ResourceRedirect
from portee.catalogue.reading.preparation import decode_classification, decode_description
from portee.catalogue.storage.rows import in_chunks
from portee.catalogue.vocabularies import Classification
from portee.protocols.description import Description


@dataclass(frozen=True, slots=True)
class ResourceContent:
    """A living resource: its description, merged when several records describe it, and its classification."""

    id: int
    revision: int
    description: Description
    classification: Classification


def resource_contents(resource_ids: Iterable[int]) -> dict[int, ResourceContent]:
    """The contents of living resources by id; withdrawn and unknown ones are left out. Two SQL queries for each 900."""
    contents: dict[int, ResourceContent] = {}
    for chunk in in_chunks(sorted(set(resource_ids))):
        living = Resource.objects.filter(pk__in=chunk, withdrawn_at=None)
        alone: dict[int, int] = {}
        for pk, revision, description, classification in living.values_list(
            "pk", "revision", "description", "classification"
        ):
            if description:
                contents[pk] = _content(pk, revision, description, classification)
            else:
                alone[pk] = revision
        rows = Record.objects.filter(resource_id__in=alone, deleted_at=None).values_list(
            "resource_id", "version__description", "version__classification"
        )
        for resource_id, description, classification in rows:
            pk = int(resource_id or 0)
            contents[pk] = _content(pk, alone[pk], description, classification)
    return contents


def current_id(resource_id: int) -> int:
    """The id of the resource that an address leads to today: its own, or that of the one it was merged into."""
    found = ResourceRedirect.objects.filter(old_id=resource_id).values_list("new_id", flat=True)
    return found.first() or resource_id


def _content(pk: int, revision: int, description: str, classification: str) -> ResourceContent:
    return ResourceContent(
        pk, revision, decode_description(description), decode_classification(classification)
    )
