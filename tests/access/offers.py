"""Offers and rights for tests, written by the services as staff would."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portee.access.models import Entitlement, Offer, Supplier
from portee.access.services.offer import create_offer, save_entitlement
from portee.access.services.supplier import save_supplier
from portee.kernel.actor import Actor
from portee.people.api import actor_of
from portee.people.models import Account, Membership
from tests.people.world import NOW, SETTING_UP, TODAY, World

HOST = "platform.example"


@dataclass
class Offers:
    """What is offered in a small network."""

    world: World

    def supplier(self) -> Supplier:
        """The one supplier of the tests."""
        known = Supplier.objects.filter(code="house").first()
        facts = {"code": "house", "name": "The House", "hosts": HOST}
        return known or save_supplier(supplier_id=None, facts=facts, at=NOW)

    def offer(self, code: str = "press", *, at: str = "county", **facts: Any) -> Offer:
        """Add an offer that a node answers for: flat, shown, begun."""
        whole = {
            "code": code,
            "title": code.title(),
            "supplier": self.supplier(),
            "establishment": self.world.nodes[at],
            "kind": "press",
            "model": "flat",
            "description": f"All about {code}.",
            "address": f"https://{HOST}/{code}",
            "is_published": True,
            "start_date": date(2026, 1, 1),
            **facts,
        }
        return create_offer(facts=whole, actor=SETTING_UP, at=NOW)

    def right(self, offer: Offer, *nodes: str, **facts: Any) -> Entitlement:
        """Give a right over an offer to nodes, and to all below them."""
        return save_entitlement(
            entitlement_id=None,
            offer_id=offer.pk,
            facts={"start_date": date(2026, 1, 1), **facts},
            establishment_ids=[self.world.nodes[node].pk for node in nodes],
            actor=SETTING_UP,
            at=NOW,
        )

    def member(self, name: str, at: str, *, until: date | None = None) -> Account:
        """Register somebody for a year; she is added if nobody bears the name."""
        account = self.world.accounts.get(name) or self.world.person(name)
        Membership.objects.create(
            account=account,
            establishment=self.world.nodes[at],
            start_date=TODAY - timedelta(days=300),
            end_date=until or TODAY + timedelta(days=60),
        )
        return account


def acting(account: Account, *, at: datetime = NOW) -> Actor:
    """The actor of an account."""
    return actor_of(account_id=account.pk, on=at.date())
