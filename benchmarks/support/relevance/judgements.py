"""The judged queries of `benchmarks/judged`, brought to the resources of an installation."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portee.catalogue.models import Record
from portee.catalogue.reading.preparation import decode_classification, decode_description
from portee.catalogue.vocabularies import vocabulary
from portee.kernel.ordering import search_key
from portee.protocols.description import Description

JUDGED = Path(__file__).resolve().parent.parent.parent / "judged"
KNOWN_ITEMS = "known-items.toml"
TOPICS = "topics.toml"
Where = Mapping[str, str]
CODED = ("type", "discipline", "level", "instrument", "audience", "genre")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A query and the resources that answer it; `is_known` when the reader looks for one thing that she knows."""

    text: str
    kind: str
    wanted: frozenset[int]
    is_known: bool

    @property
    def is_typing(self) -> bool:
        """Whether the reader has not finished her last word."""
        return self.kind == "partial" or self.text == "harry pot"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the judge saw of a record: codes with their families, and folded words."""

    resource_id: int
    codes: Mapping[str, frozenset[str]]
    titles: tuple[str, ...]
    people: tuple[str, ...]
    subjects: tuple[str, ...]
    text: str

    def answers(self, where: Mapping[str, str]) -> bool:
        """Whether every condition holds."""
        return all(self._holds(name, value) for name, value in where.items())

    def _holds(self, name: str, value: str) -> bool:
        if name in CODED:
            return value in self.codes[name]
        if name == "pattern":
            return any(re.search(value, title) for title in self.titles)
        if name == "unless":
            return value not in self.text
        held = {"title": self.titles, "person": self.people, "subject": self.subjects}
        return any(search_key(value) in one for one in held.get(name, (self.text,)))


def read_judgements() -> list[Judgement]:
    """Every judged query. Raises LookupError when one names a record that is not there, or finds nothing."""
    seen = list(_seen())
    ids = {
        f"{code}:{key}": resource_id
        for code, key, resource_id in _living().values_list("source__code", "key", "resource_id")
        if resource_id is not None
    }
    known = [
        Judgement(
            one["text"], one["kind"], frozenset(ids[key] for key in one["wanted"]), is_known=True
        )
        for one in _queries(KNOWN_ITEMS)
    ]
    topics = [
        Judgement(one["text"], one["kind"], _answering(one["where"], seen), is_known=False)
        for one in _queries(TOPICS)
    ]
    if empty := [one.text for one in topics if not one.wanted]:
        raise LookupError(f"Nothing answers {empty}")
    return known + topics


def _answering(where: Where | list[Where], seen: list[Seen]) -> frozenset[int]:
    described = where if isinstance(where, list) else [where]
    return frozenset(
        one.resource_id for one in seen if any(one.answers(each) for each in described)
    )


def _queries(name: str) -> list[dict[str, Any]]:
    said: dict[str, list[dict[str, Any]]] = tomllib.loads((JUDGED / name).read_text("utf-8"))
    return said["query"]


def _living() -> Any:
    return Record.objects.filter(deleted_at=None).order_by("pk")


def _seen() -> Iterator[Seen]:
    rows = _living().values_list("resource_id", "version__description", "version__classification")
    for resource_id, said, classified in rows:
        description = decode_description(said)
        classification = decode_classification(classified)
        titles = tuple(search_key(title.text) for title in description.titles)
        people = tuple(search_key(one.name.text) for one in description.contributions)
        subjects = tuple(search_key(one.heading) for one in description.subjects)
        codes = {
            "type": (classification.type,),
            "discipline": classification.disciplines,
            "level": classification.levels,
            "instrument": tuple(code for code, _count in classification.instruments),
            "audience": classification.audiences,
            "genre": classification.genres,
        }
        yield Seen(
            resource_id=resource_id,
            codes={name: _with_families(name, given) for name, given in codes.items()},
            titles=titles,
            people=people,
            subjects=subjects,
            text=" ".join((*titles, *people, *subjects, *_rest(description))),
        )


def _with_families(name: str, codes: tuple[str, ...]) -> frozenset[str]:
    listed = vocabulary(name)
    return frozenset(one for code in codes for one in (code, *listed.ancestors(code)))


def _rest(description: Description) -> Iterator[str]:
    yield from (search_key(one.text) for one in description.notes)
    yield from (search_key(title.remainder) for title in description.titles)
    yield from (search_key(one.title) for one in description.relations)
    yield from (search_key(one.text) for one in description.genres)
