"""What a list shows of a resource: one card, in the reader's language. The full sheet is another query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.text import slugify

from portee.catalogue.indexing.access import access_codes
from portee.catalogue.models import Holding, Record, Resource
from portee.catalogue.reading.preparation import decode_classification, decode_description
from portee.catalogue.storage.rows import in_chunks
from portee.catalogue.vocabularies import Classification, vocabulary
from portee.protocols.description import Description, Name

MOST_NAMES: Final = 4
"""Contributors that a card names; the sheet names all."""

SLUG_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class ResourceCard:
    """A living resource as lists show it. What is not known is empty.

    - `url`: the address of its sheet in the reader's language.
    - `contributors`: names in reading order (« Gabriel Fauré »), main ones first.
    - `type` is a code of the vocabulary, `type_label` its words, `types` the code and its families, nearest first.
    - `disciplines` are codes, each with its families.
    - `levels` and `instruments` are labels.
    - `access` are codes of the facet of that name; `online_url` is where it opens, of http or https alone.
    - `date` is the years it covers, else as published.
    - `holders` are names of establishments of the network, in alphabetical order.
    - `added_at`: when the catalogue learnt of it; `changed_at`: when what readers see of it last changed.
    """

    id: int
    url: str
    title: str
    contributors: tuple[str, ...]
    type: str
    type_label: str
    types: tuple[str, ...]
    disciplines: tuple[str, ...]
    date: str
    publisher: str
    access: tuple[str, ...]
    online_url: str
    levels: tuple[str, ...]
    instruments: tuple[str, ...]
    holders: tuple[str, ...]
    has_incipit: bool
    added_at: datetime
    changed_at: datetime


def resource_cards(ids: Iterable[int], *, language: str) -> dict[int, ResourceCard]:
    """The cards of living resources by id; withdrawn and unknown ones are left out. Three SQL queries for each 900."""
    cards: dict[int, ResourceCard] = {}
    for chunk in in_chunks(list(dict.fromkeys(ids))):
        rows = _rows(chunk)
        alone = _contents_of_single_records(row.pk for row in rows if not row.description)
        holders = _holders(chunk)
        for row in rows:
            description, classification = alone.get(row.pk, (row.description, row.classification))
            if description:
                cards[row.pk] = _card(
                    row,
                    decode_description(description),
                    decode_classification(classification),
                    holders=holders.get(row.pk, ()),
                    language=language,
                )
    return cards


def resource_titles(ids: Iterable[int]) -> dict[int, str]:
    """The titles of living resources by id, in one SQL query: for lists of a few lines offered while typing."""
    living = Resource.objects.filter(pk__in=list(ids), withdrawn_at=None)
    return dict(living.values_list("pk", "title"))


def resource_url(resource_id: int, title: str, *, language: str) -> str:
    """The address of the sheet of a resource, in a language: `/ressource/12/elegie-op-24`."""
    slug = slugify(title)[:SLUG_LENGTH].strip("-") or "ressource"
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{prefix}/ressource/{resource_id}/{slug}"


def reading_order(name: Name) -> str:
    """A name as it is said: « Fauré, Gabriel » gives « Gabriel Fauré »; bodies stay as they are."""
    last, comma, first = name.text.partition(", ")
    said = f"{first} {last}" if comma and name.kind == "person" and "," not in first else name.text
    return f"{said} {name.numeration}" if name.numeration else said


class _Row(NamedTuple):
    """The columns of a resource that a card is made from."""

    pk: int
    title: str
    description: str
    classification: str
    created_at: datetime
    changed_at: datetime


def _rows(chunk: Sequence[int]) -> list[_Row]:
    living = Resource.objects.filter(pk__in=chunk, withdrawn_at=None)
    return [_Row(*row) for row in living.values_list(*_Row._fields)]


def _contents_of_single_records(resource_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """What the only record of each resource says, as it is stored."""
    rows = Record.objects.filter(resource_id__in=list(resource_ids), deleted_at=None).values_list(
        "resource_id", "version__description", "version__classification"
    )
    return {int(pk or 0): (description, classification) for pk, description, classification in rows}


def _holders(chunk: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The establishments of the network that have each resource."""
    rows = (
        Holding.objects.filter(record__resource_id__in=chunk, establishment__isnull=False)
        .order_by("establishment__sort_name")
        .values_list("record__resource_id", "establishment__name")
    )
    names: dict[int, dict[str, None]] = {}
    for pk, name in rows:
        names.setdefault(int(pk or 0), {})[name] = None
    return {pk: tuple(found) for pk, found in names.items()}


def _card(
    row: _Row,
    description: Description,
    classification: Classification,
    *,
    holders: tuple[str, ...],
    language: str,
) -> ResourceCard:
    publication = next(
        (one for one in description.publications if one.kind == "publication"), None
    ) or next(iter(description.publications), None)
    return ResourceCard(
        id=row.pk,
        url=resource_url(row.pk, row.title, language=language),
        title=row.title,
        contributors=_contributors(description),
        type=classification.type,
        type_label=vocabulary("type").label(classification.type, language),
        types=_with_families("type", classification.type),
        disciplines=tuple(
            one for code in classification.disciplines for one in _with_families("discipline", code)
        ),
        date=_years(description) or (publication.date if publication else ""),
        publisher=publication.name if publication else "",
        access=access_codes(description, is_held=bool(holders)),
        online_url=online_url(description),
        levels=_labels("level", classification.levels, language),
        instruments=_labels(
            "instrument", (code for code, _ in classification.instruments), language
        ),
        holders=holders,
        has_incipit=any(one.notation for one in description.incipits),
        added_at=row.created_at,
        changed_at=row.changed_at,
    )


def online_url(description: Description) -> str:
    """Where the resource opens on line: its first full text with an address that browsers may follow."""
    for location in description.locations:
        if location.kind == "full-text" and _is_web(location.url):
            return location.url
    return ""


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _contributors(description: Description) -> tuple[str, ...]:
    ranked = sorted(
        (one for one in description.contributions if one.level != "mentioned"),
        key=lambda one: one.level != "main",
    )
    return tuple(dict.fromkeys(reading_order(one.name) for one in ranked))[:MOST_NAMES]


def _years(description: Description) -> str:
    years = description.years
    if years is None:
        return ""
    bounds = [str(year) for year in (years.first, years.last) if year is not None]
    return "–".join(dict.fromkeys(bounds))


@cache
def _with_families(name: str, code: str) -> tuple[str, ...]:
    return (code, *vocabulary(name).ancestors(code))


def _labels(name: str, codes: Iterable[str], language: str) -> tuple[str, ...]:
    words = vocabulary(name)
    return tuple(words.label(code, language) for code in dict.fromkeys(codes))
