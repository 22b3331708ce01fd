"""A supplier with an offer that the readers of the valley open, and the ways in which it may be told who comes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from portee.access.models import (
    Entitlement,
    Holder,
    Offer,
    OfferModel,
    SignInMethod,
    Supplier,
    SupplierSheet,
)
from portee.kernel.actor import Actor
from portee.people.api import actor_of, start_membership
from tests.people.world import SETTING_UP, World

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
SERVICE = "https://films.example.org/cas"
HOSTS = "films.example.org\nproxy.example.org"

CAS: dict[str, Any] = {
    "schema": 1,
    "services": [{"address": SERVICE}],
    "versions": [1, 2, 3],
    "single_logout": True,
}
SIGNED_LINK: dict[str, Any] = {
    "schema": 1,
    "address": "https://films.example.org/sso",
    "fields": [
        {"name": "client", "text": "vallee"},
        {"name": "id", "fact": "identifier"},
        {"name": "t", "moment": "unix"},
    ],
    "signature": {"name": "sig", "order": ["client", "id", "t"], "joined_by": "|"},
}
NAME_ASKED = {"name": "displayName", "fact": "name"}


@dataclass
class Door:
    """One supplier, one offer, the people of the network."""

    world: World
    supplier: Supplier
    offer: Offer

    def actor(self, name: str = "resident") -> Actor:
        """Somebody, as on a request."""
        return actor_of(account_id=self.world.accounts[name].pk, on=TODAY)

    def use(self, method: str, content: dict[str, Any]) -> SupplierSheet:
        """Put a sheet in use, the next version of it."""
        row = SupplierSheet.objects.create(
            supplier=self.supplier,
            version=self.supplier.sheets.count() + 1,
            method=SignInMethod(method),
            content=content,
        )
        self.supplier.active_sheet = row
        self.supplier.save()
        return row


def supplier_named(code: str, hosts: str = HOSTS) -> Supplier:
    """A supplier without a sheet."""
    return Supplier.objects.create(code=code, name=code.title(), hosts=hosts)


def offer_of(supplier: Supplier, world: World, *, code: str, address: str) -> Offer:
    """An offer that the members of the valley's libraries open."""
    offer = Offer.objects.create(
        code=code,
        title=code.title(),
        supplier=supplier,
        establishment=world.nodes["county"],
        kind="video",
        description="Des films.",
        address=address,
        is_published=True,
        start_date=date(2026, 1, 1),
        model=OfferModel.FLAT,
    )
    right = Entitlement.objects.create(
        offer=offer, holder=Holder.MEMBERS, start_date=date(2026, 1, 1), covers_below=True
    )
    right.establishments.add(world.nodes["valley"])
    return offer


def build_door(world: World) -> Door:
    """A film platform, which a resident of the valley opens and a reader of the hills does not."""
    for name, place in (("resident", "valley-library"), ("hills-reader", "hills-library")):
        start_membership(
            account_id=world.accounts[name].pk,
            establishment_id=world.nodes[place].pk,
            actor=SETTING_UP,
            at=NOW,
        )
    supplier = supplier_named("films")
    offer = offer_of(supplier, world, code="films", address="https://films.example.org/")
    return Door(world, supplier, offer)
