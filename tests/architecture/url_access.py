"""The offers of the table of addresses: one for each place, its rights, its supplier, and where each is reached."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portee.access.models import AddressRange, Entitlement, Offer, Supplier
from portee.kernel.actor import RoleKind
from tests.architecture.url_people import LIBRARY
from tests.architecture.url_rules import (
    READ_ONLY,
    Answer,
    Persona,
    Row,
    at_the_entrance,
    by_session,
    everybody,
    for_managers_of_all,
    for_roles,
    for_rows_of,
)

PAGE, ELSEWHERE, ABSENT = Answer.PAGE, Answer.ELSEWHERE, Answer.ABSENT
LIBRARIAN, MANAGER = RoleKind.LIBRARIAN, RoleKind.NETWORK_MANAGER
SEEING = (LIBRARIAN, MANAGER)


def supplier(_world: Any, place: str) -> Mapping[str, Any]:
    """A supplier."""
    found, _ = Supplier.objects.get_or_create(
        code=place, defaults={"name": place, "hosts": "platform.example"}
    )
    return {"pk": found.pk}


def offer(world: Any, place: str) -> Mapping[str, Any]:
    """An offer that the library of the place answers for, and that opens to nobody."""
    found, _ = Offer.objects.get_or_create(
        code=place,
        defaults={
            "title": place,
            "supplier_id": supplier(world, place)["pk"],
            "establishment": world.nodes[LIBRARY[place]],
            "kind": "press",
            "model": "flat",
            "description": place,
            "address": "https://platform.example/",
            "is_published": True,
            "start_date": date(2020, 1, 1),
        },
    )
    return {"pk": found.pk}


def offer_code(world: Any, place: str) -> Mapping[str, Any]:
    """The code of that offer."""
    offer(world, place)
    return {"code": place}


def entitlement(world: Any, place: str) -> Mapping[str, Any]:
    """A right over that offer, of no establishment."""
    found, _ = Entitlement.objects.get_or_create(
        offer_id=offer(world, place)["pk"], defaults={"start_date": date(2020, 1, 1)}
    )
    return {"pk": found.pk}


def address_range(world: Any, place: str) -> Mapping[str, Any]:
    """Addresses of the library of the place."""
    found, _ = AddressRange.objects.get_or_create(
        establishment=world.nodes[LIBRARY[place]], network="192.0.2.0/24"
    )
    return {"pk": found.pk}


def _of_staff(then: Answer) -> Any:
    """A page of the site for those who work in a library, wherever."""

    def rule(persona: Persona, _place: str) -> Answer:
        return then if persona.kind in SEEING else Answer.REFUSED

    return rule


LIST = Row(for_roles(*SEEING, then=PAGE), for_roles(*SEEING, then=Answer.NOT_THIS_WAY))
MANAGED = Row(for_roles(MANAGER, then=PAGE), for_roles(MANAGER, then=Answer.NOT_THIS_WAY))
MANAGED_FORM = Row(for_roles(MANAGER, then=PAGE), for_roles(MANAGER, then=PAGE))
WHOLE = Row(for_managers_of_all(PAGE), for_managers_of_all(Answer.NOT_THIS_WAY))

OFFER_ROWS = {
    "offres/": READ_ONLY,
    "offres/exemple/": Row(_of_staff(PAGE), _of_staff(PAGE)),
    "offre/<slug:code>/": Row(READ_ONLY.get, READ_ONLY.post, values=offer_code),
    "offre/<slug:code>/ouvrir/": Row(
        everybody(Answer.NOT_THIS_WAY), everybody(Answer.REFUSED), values=offer_code
    ),
    "offre/<slug:code>/aide/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
        by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
        values=offer_code,
    ),
}

OFFER_SCREENS = {
    "offres/": LIST,
    "offres/results/": LIST,
    "offres/new/": MANAGED_FORM,
    "offres/inspect/<int:pk>/": Row(
        at_the_entrance(lambda persona, _place: PAGE if persona.kind in SEEING else ABSENT),
        at_the_entrance(
            lambda persona, _place: Answer.NOT_THIS_WAY if persona.kind in SEEING else ABSENT
        ),
        values=offer,
    ),
    "offres/edit/<int:pk>/": Row(
        for_rows_of(MANAGER, then=PAGE), for_rows_of(MANAGER, then=PAGE), values=offer
    ),
    "droits/": LIST,
    "droits/results/": LIST,
    "droits/new/": MANAGED_FORM,
    "droits/edit/<int:pk>/": Row(
        for_rows_of(MANAGER, then=PAGE), for_rows_of(MANAGER, then=PAGE), values=entitlement
    ),
    "droits/delete/<int:pk>/": Row(
        for_rows_of(MANAGER, then=PAGE, others=ABSENT),
        for_rows_of(MANAGER, then=ELSEWHERE, others=ABSENT),
        values=entitlement,
    ),
    "fournisseurs/": WHOLE,
    "fournisseurs/results/": WHOLE,
    "fournisseurs/new/": Row(for_managers_of_all(PAGE), for_managers_of_all(PAGE)),
    "fournisseurs/edit/<int:pk>/": Row(
        for_managers_of_all(PAGE), for_managers_of_all(PAGE), values=supplier
    ),
    "adresses/": MANAGED,
    "adresses/results/": MANAGED,
    "adresses/new/": MANAGED_FORM,
    "adresses/edit/<int:pk>/": Row(
        for_rows_of(MANAGER, then=PAGE), for_rows_of(MANAGER, then=PAGE), values=address_range
    ),
    "adresses/delete/<int:pk>/": Row(
        for_rows_of(MANAGER, then=PAGE, others=ABSENT),
        for_rows_of(MANAGER, then=ELSEWHERE, others=ABSENT),
        values=address_range,
    ),
    "pourquoi/": Row(for_roles(*SEEING, then=PAGE), for_roles(*SEEING, then=PAGE)),
}
