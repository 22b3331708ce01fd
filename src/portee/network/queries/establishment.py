"""What is known of establishments, in few words: for lists, other contexts and links."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from portee.kernel.ordering import search_key
from portee.network.models import Establishment
from portee.network.models.establishment import EstablishmentQuerySet

MAX_WORDS = 8
"""Words of a question that are read: each costs a scan of the column."""


@dataclass(frozen=True, slots=True)
class EstablishmentSummary:
    """One node of the network. `path` is its place in the tree; positions are WGS 84 degrees or unknown.

    `registration_delay_days` is what it promises those who ask on line to be registered; None: it takes no request.
    `proof_name` is the proof it then asks for, with `proof_reason`; both empty: none.
    """

    id: int
    code: str
    name: str
    full_name: str
    kind: str
    kind_label: str
    is_virtual: bool
    commune: str
    postcode: str
    path: str
    depth: int
    longitude: float | None
    latitude: float | None
    registration_delay_days: int | None
    proof_name: str = ""
    proof_reason: str = ""


@dataclass(frozen=True, slots=True)
class EstablishmentContact:
    """Where an establishment is written to; an empty address is none."""

    id: int
    code: str
    name: str
    email: str


def contacts_of(ids: Iterable[int]) -> list[EstablishmentContact]:
    """The contacts of these establishments, in the order of the tree; one query."""
    rows = Establishment.objects.filter(pk__in=list(ids))
    return [EstablishmentContact(row.pk, row.code, row.full_name, row.email) for row in rows]


def summarised(establishment: Establishment) -> EstablishmentSummary:
    """The summary of one row."""
    return EstablishmentSummary(
        id=establishment.pk,
        code=establishment.code,
        name=establishment.name,
        full_name=establishment.full_name,
        kind=establishment.kind,
        kind_label=establishment.get_kind_display(),
        is_virtual=establishment.is_virtual,
        commune=establishment.commune,
        postcode=establishment.postcode,
        path=establishment.path,
        depth=establishment.depth,
        longitude=establishment.longitude,
        latitude=establishment.latitude,
        registration_delay_days=establishment.registration_delay_days,
        proof_name=establishment.proof_name,
        proof_reason=establishment.proof_reason,
    )


def matching(text: str) -> Q:
    """Rows whose name, commune or postcode hold every word typed, whatever its accents and capitals."""
    condition = Q()
    for word in search_key(text).split()[:MAX_WORDS]:
        condition &= Q(search_text__contains=word)
    return condition


def all_places() -> EstablishmentQuerySet:
    """Establishments that people go to, sorted as a French reader expects."""
    return Establishment.objects.places().order_by("sort_name", "commune", "pk")
