"""The page of a new reading: how far it is, what it changes, and some records before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from portee.catalogue.models import Record, RemapRun, RemapState
from portee.catalogue.queries.described import Said, label_of, said_by
from portee.catalogue.reading.preparation import (
    Prepared,
    decode_classification,
    decode_description,
    prepare,
)
from portee.catalogue.sheet import sheet_from_json
from portee.catalogue.sheet_text import write_sheet
from portee.protocols.description import Format


@dataclass(frozen=True, slots=True)
class Example:
    """What one record says of the part, before and after."""

    record_id: int
    title: str
    before: Sequence[str]
    after: Sequence[str]


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part of descriptions that differs: in how many records, with some of them."""

    label: str | Promise
    count: int
    examples: Sequence[Example]


@dataclass(frozen=True, slots=True)
class RemapSheet:
    """All that the page says. Examples are given until the change is confirmed: then nothing of before is left."""

    run: RemapRun
    lines: str
    changes: Sequence[PartChange]


@dataclass(frozen=True, slots=True)
class _Both:
    """One record read with the sheet of before and with the new one, part by part."""

    title: str
    before: dict[str, Sequence[str]]
    after: dict[str, Sequence[str]]


def remap_sheet(run: RemapRun) -> RemapSheet:
    """The page of a new reading. One SQL query beside the one that found it."""
    is_shown = run.state in {RemapState.SURVEYING, RemapState.SURVEYED} or not run.is_confirmed
    read = _read_both(run) if is_shown else {}
    changes = [
        PartChange(
            label_of(part),
            said["count"],
            [
                Example(
                    one,
                    read[one].title,
                    read[one].before.get(part, ()),
                    read[one].after.get(part, ()),
                )
                for one in said["examples"]
                if one in read
            ],
        )
        for part, said in sorted(run.parts.items(), key=lambda item: (-item[1]["count"], item[0]))
    ]
    return RemapSheet(run, write_sheet(sheet_from_json(run.sheet)), changes)


def _read_both(run: RemapRun) -> dict[int, _Both]:
    wanted = {one for said in run.parts.values() for one in said["examples"]}
    sheet = sheet_from_json(run.sheet)
    rows = Record.objects.filter(pk__in=wanted).values_list(
        "pk",
        "key",
        "resource__title",
        "version__format",
        "version__content",
        "version__description",
        "version__classification",
    )
    read: dict[int, _Both] = {}
    for pk, key, title, format_name, content, description, classification in rows:
        outcome = prepare(bytes(content), format_name=Format(format_name), sheet=sheet)
        if isinstance(outcome, Prepared):
            after = _said(outcome.description, outcome.classification)
            read[pk] = _Both(title or key, _said(description, classification), after)
    return read


def _said(description: str, classification: str) -> dict[str, Sequence[str]]:
    said: list[Said] = said_by(
        decode_description(description), decode_classification(classification)
    )
    return {part.name: part.lines for part in said}
