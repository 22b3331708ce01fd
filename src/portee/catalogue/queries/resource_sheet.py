"""The page of a resource: what it is, who has it, where it opens, what goes with it, where the description is from.

How the page looks, and addresses of other pages than those of resources, belong to whoever shows it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portee.catalogue.drawing.incipit import DrawnIncipit, drawn_incipits
from portee.catalogue.models import Record, Resource
from portee.catalogue.queries.resource_access import OnlineAccess, accesses_of
from portee.catalogue.queries.resource_card import resource_url
from portee.catalogue.queries.resource_facts import Fact, NoteGroup, facts_of, notes_of
from portee.catalogue.queries.resource_holdings import HoldingLine, holdings_of
from portee.catalogue.queries.resource_identity import (
    Contributor,
    IdentifierLine,
    Link,
    TitleLine,
    contributors_of,
    identifiers_of,
    subjects_of,
    titles_of,
)
from portee.catalogue.queries.resource_kin import kin_of
from portee.catalogue.queries.resource_relations import RelationGroup, relations_of
from portee.catalogue.queries.resource_wording import sentence
from portee.catalogue.reading.preparation import decode_classification, decode_description
from portee.catalogue.vocabularies import Classification, vocabulary
from portee.protocols.description import Description


@dataclass(frozen=True, slots=True)
class Origin:
    """One record of the resource: who described it, since when, under which licence, and whether an offer opens it."""

    source_code: str
    is_licensed: bool
    source_name: str
    source_establishment_id: int | None
    identifier: str
    received_at: datetime
    licence: str


@dataclass(frozen=True, slots=True)
class ResourceSheet:
    """All that the page says. What is not known is empty."""

    id: int
    url: str
    changed_at: datetime
    sentence: str
    type_label: str
    title: TitleLine | None
    other_titles: Sequence[TitleLine]
    contributors: Sequence[Contributor]
    subjects: Sequence[Link]
    facts: Sequence[Fact]
    summaries: Sequence[str]
    contents: Sequence[str]
    notes: Sequence[NoteGroup]
    incipits: Sequence[DrawnIncipit]
    identifiers: Sequence[IdentifierLine]
    accesses: Sequence[OnlineAccess]
    holdings: Sequence[HoldingLine]
    relations: Sequence[RelationGroup]
    origins: Sequence[Origin]
    description: Description
    classification: Classification

    @property
    def heading(self) -> str:
        """The title as one line, or what it is for want of one."""
        return self.title.text if self.title else self.type_label

    @property
    def families(self) -> tuple[str, ...]:
        """The type and the families it belongs to, nearest first."""
        kind = self.classification.type
        return (kind, *vocabulary("type").ancestors(kind))

    @property
    def main_contributors(self) -> list[Contributor]:
        """Who is named under the title."""
        return [one for one in self.contributors if one.is_main] or list(self.contributors[:3])

    @property
    def other_contributors(self) -> list[Contributor]:
        """Everybody else."""
        shown = self.main_contributors
        return [one for one in self.contributors if one not in shown]


@dataclass(frozen=True, slots=True)
class MovedResource:
    """The resource was merged into the one of this `id`, whose page is at `url`."""

    id: int
    url: str


@dataclass(frozen=True, slots=True)
class WithdrawnResource:
    """No record describes the resource any more; it was called `title`."""

    title: str
    withdrawn_at: datetime


Found = ResourceSheet | MovedResource | WithdrawnResource


def find_resource_sheet(
    resource_id: int, *, language: str, on: date, own_paths: Collection[str] = ()
) -> Found | None:
    """What there is at the address of a resource; None when there never was anything.

    Five SQL queries at most. `own_paths` are the nodes of the network that the reader belongs to.
    """
    row = (
        Resource.objects.filter(pk=resource_id)
        .select_related("redirect__new")
        .only(*_COLUMNS, *(f"redirect__new__{name}" for name in ("title", "withdrawn_at")))
        .first()
    )
    if row is None:
        return None
    redirect = getattr(row, "redirect", None)
    if redirect is not None and row.withdrawn_at is not None:
        url = resource_url(redirect.new_id, redirect.new.title, language=language)
        return MovedResource(redirect.new_id, url)
    records = _records(resource_id) if row.withdrawn_at is None else []
    if not records:
        return WithdrawnResource(row.title, row.withdrawn_at or row.changed_at)
    return _sheet(row, records, language=language, on=on, own_paths=own_paths)


_COLUMNS = ("title", "description", "classification", "changed_at", "withdrawn_at", "redirect")


def _records(resource_id: int) -> list[Any]:
    return [
        *Record.objects.filter(resource_id=resource_id, deleted_at=None)
        .order_by("pk")
        .values(
            "identifier",
            "key",
            "source_id",
            "source__code",
            "source__name",
            "source__licence",
            "source__is_licensed",
            "source__establishment_id",
            "version__description",
            "version__classification",
            "version__received_at",
        )
    ]


def _sheet(
    row: Resource,
    records: Sequence[Any],
    *,
    language: str,
    on: date,
    own_paths: Collection[str],
) -> ResourceSheet:
    description = decode_description(row.description or records[0]["version__description"])
    classification = decode_classification(
        row.classification or records[0]["version__classification"]
    )
    titles = titles_of(description, classification)
    summaries, contents, notes = notes_of(description.notes)
    return ResourceSheet(
        id=row.pk,
        url=resource_url(row.pk, row.title, language=language),
        changed_at=row.changed_at,
        sentence=sentence(
            classification, durations_seconds=description.durations_seconds, language=language
        ),
        type_label=vocabulary("type").label(classification.type, language),
        title=titles[0] if titles else None,
        other_titles=titles[1:],
        contributors=contributors_of(description, language=language),
        subjects=subjects_of(description),
        facts=facts_of(description, classification, language=language),
        summaries=summaries,
        contents=contents,
        notes=notes,
        incipits=drawn_incipits(description.incipits),
        identifiers=identifiers_of(description.identifiers),
        accesses=accesses_of(description.locations, kind=classification.type),
        holdings=holdings_of(row.pk, own_paths=own_paths, on=on),
        relations=relations_of(
            description.relations,
            resource_id=row.pk,
            source_ids={record["source_id"] for record in records},
            kin=kin_of(
                description,
                resource_id=row.pk,
                numbers=[(record["source__code"], record["key"]) for record in records],
                language=language,
            ),
            language=language,
        ),
        origins=[_origin(record) for record in records],
        description=description,
        classification=classification,
    )


def _origin(record: Any) -> Origin:
    return Origin(
        source_code=record["source__code"],
        is_licensed=record["source__is_licensed"],
        source_name=record["source__name"],
        source_establishment_id=record["source__establishment_id"],
        identifier=record["identifier"],
        received_at=record["version__received_at"],
        licence=record["source__licence"],
    )
