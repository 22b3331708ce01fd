"""Rows of offers and rights as the decision sees them."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q

from portee.access.models import Entitlement, Holder, Offer, OfferModel
from portee.access.question import From, HolderKind, Person, Right, Site, Terms
from portee.kernel.actor import RoleKind
from portee.kernel.ordering import search_key
from portee.network.api import PATH_STEP


def terms_of(offer: Offer) -> Terms:
    """What the decision must know of an offer."""
    is_tokens, is_seats = offer.model == OfferModel.TOKENS, offer.model == OfferModel.SEATS
    return Terms(
        offer_id=offer.pk,
        is_published=offer.is_published,
        is_paid=offer.model != OfferModel.FREE,
        start_date=offer.start_date,
        end_date=offer.end_date,
        person_month_cap=offer.person_month_cap,
        network_month_cap=offer.network_month_cap,
        network_year_cap=offer.network_year_cap,
        token_cap=offer.token_count if is_tokens else None,
        seat_cap=offer.seat_count if is_seats else None,
    )


def right_of(row: Entitlement, paths: Iterable[str]) -> Right:
    """What the decision must know of a right; `paths` are those of its establishments that matter."""
    return Right(
        id=row.pk,
        paths=tuple(paths),
        covers_below=row.covers_below,
        start_date=row.start_date,
        end_date=row.end_date,
        holder=HolderKind(row.holder),
        roles=frozenset(RoleKind(kind) for kind in row.roles),
        min_age=row.min_age,
        max_age=row.max_age,
        communes=frozenset(filter(None, map(search_key, row.communes.splitlines()))),
        place=From(row.place),
        person_month_cap=row.person_month_cap,
        establishment_year_cap=row.establishment_year_cap,
    )


def read_rights(
    *, person: Person, sites: Collection[Site], offer_ids: Collection[int] | None = None
) -> tuple[dict[int, Offer], dict[int, tuple[Right, ...]]]:
    """The rights that may be about somebody, by offer, with the offers themselves: one query.

    Of the establishments of a right only those are read where the person has a tie, or is, and all those of a right of
    everybody; the decision says which of them count.
    """
    through = Entitlement.establishments.through.objects.filter(_reach(person, sites))
    if offer_ids is not None:
        through = through.filter(entitlement__offer_id__in=list(offer_ids))
    paths: dict[int, list[str]] = defaultdict(list)
    rows: dict[int, Entitlement] = {}
    for link in through.select_related("entitlement__offer", "establishment").order_by("pk"):
        rows[link.entitlement_id] = link.entitlement
        paths[link.entitlement_id].append(link.establishment.path)
    rights: dict[int, tuple[Right, ...]] = defaultdict(tuple)
    for pk, row in sorted(rows.items()):
        rights[row.offer_id] += (right_of(row, paths[pk]),)
    return {row.offer_id: row.offer for row in rows.values()}, dict(rights)


def _reach(person: Person, sites: Collection[Site]) -> Q:
    wanted = {one.path for one in person.ties} | {one.path for one in sites}
    nodes = {path[:end] for path in wanted for end in range(PATH_STEP, len(path) + 1, PATH_STEP)}
    reach = Q(entitlement__holder=Holder.EVERYBODY) | Q(establishment__path__in=nodes)
    for tie in person.ties:
        if tie.role is not None:
            # A role reaches below its node, so rights given there may be about it.
            reach |= Q(establishment__path__startswith=tie.path)
    return reach
