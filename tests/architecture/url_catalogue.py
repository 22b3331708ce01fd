"""Rows of the catalogue that the table of addresses asks for, one of each for a place."""

from collections.abc import Mapping
from typing import Any

from portee.catalogue.models import (
    ErrorReport,
    ImportRun,
    Record,
    RecordVersion,
    RemapRun,
    Resource,
    RunState,
    Source,
)
from tests.architecture.url_people import LIBRARY


def source(world: Any, place: str) -> Mapping[str, Any]:
    """A source of the library of the place."""
    found, _ = Source.objects.get_or_create(
        code=place, defaults={"name": place, "establishment": world.nodes[LIBRARY[place]]}
    )
    return {"pk": found.pk}


def import_run(world: Any, place: str) -> Mapping[str, Any]:
    """An import of that source, ended."""
    source_id = source(world, place)["pk"]
    found, _ = ImportRun.objects.get_or_create(source_id=source_id, state=RunState.FINISHED)
    return {"pk": found.pk}


def record(world: Any, place: str) -> Mapping[str, Any]:
    """A record of that source."""
    run_id = import_run(world, place)["pk"]
    source_id = source(world, place)["pk"]
    known = Record.objects.filter(source_id=source_id).first()
    if known is None:
        known = Record.objects.create(
            source_id=source_id, key="1", fingerprint="", version_id=0, last_run_id=run_id
        )
        version = RecordVersion.objects.create(
            record=known,
            run_id=run_id,
            format="unimarc",
            content=b"",
            description="{}",
            classification='{"type":"other"}',
        )
        Record.objects.filter(pk=known.pk).update(version=version)
    return {"pk": known.pk}


def remap_run(world: Any, place: str) -> Mapping[str, Any]:
    """A new reading of the source of the place."""
    found, _ = RemapRun.objects.get_or_create(
        source_id=source(world, place)["pk"], state="surveyed"
    )
    return {"pk": found.pk}


def resource(world: Any, place: str) -> Mapping[str, Any]:
    """A resource that the record of the place describes."""
    described = Record.objects.get(pk=record(world, place)["pk"])
    if described.resource_id is None:
        described.resource = Resource.objects.create(title=place, fingerprint="")
        described.save(update_fields=["resource"])
    return {"resource_id": described.resource_id}


def resource_slug(world: Any, place: str) -> Mapping[str, Any]:
    """That resource, with its slug."""
    return {**resource(world, place), "slug": place}


def resource_format(world: Any, place: str) -> Mapping[str, Any]:
    """That resource, in a format."""
    return {**resource(world, place), "export_format": "ris"}


def error_report(world: Any, place: str) -> Mapping[str, Any]:
    """An error that somebody reported of that resource."""
    found, _ = ErrorReport.objects.get_or_create(
        resource_id=resource(world, place)["resource_id"],
        source_id=source(world, place)["pk"],
        defaults={"kind": "other", "message": place},
    )
    return {"pk": found.pk}
