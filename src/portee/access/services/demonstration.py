"""Filling an installation with the offers of the demonstration. Real installations never run this."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from portee.access.models import Offer, Supplier
from portee.access.services.offer import create_offer, save_entitlement
from portee.access.services.supplier import save_supplier
from portee.catalogue.api import source_choices
from portee.kernel.actor import Actor
from portee.network import api as network

LIST: Final = "offres.toml"
ROOT: Final = "tarn-et-garonne"


@dataclass(frozen=True, slots=True)
class _World:
    """What the offers of the list refer to."""

    establishments: Mapping[str, int]
    sources: frozenset[str]
    start_date: date


def fill_demonstration(*, folder: Path, actor: Actor, at: datetime) -> int:
    """Add the suppliers and offers that are not there yet; how many offers were added.

    Raises: LookupError when the network of the demonstration is not there.
    """
    said = tomllib.loads((folder / LIST).read_text(encoding="utf-8"))
    nodes = {one.code: one.id for one in network.list_establishments()}
    if ROOT not in nodes:
        raise LookupError(ROOT)
    world = _World(
        establishments=nodes,
        sources=frozenset(one.code for one in source_choices()),
        start_date=date(timezone.localdate(at).year, 1, 1),
    )
    for one in said["supplier"]:
        if not Supplier.objects.filter(code=one["code"]).exists():
            facts = {**one, "hosts": "\n".join(one["hosts"])}
            save_supplier(supplier_id=None, facts=facts, at=at)
    missing = [one for one in said["offer"] if not Offer.objects.filter(code=one["code"]).exists()]
    for one in missing:
        _add(one, world, actor=actor, at=at)
    return len(missing)


@transaction.atomic
def _add(said: dict[str, Any], world: _World, *, actor: Actor, at: datetime) -> None:
    facts = {
        **{name: value for name, value in said.items() if name != "rights"},
        "supplier": Supplier.objects.get(code=said["supplier"]),
        "establishment_id": world.establishments[ROOT],
        "is_published": True,
        "start_date": world.start_date,
    }
    if "price_euros" in facts:
        facts["price_euros"] = Decimal(facts["price_euros"])
    if facts.get("source_code") not in world.sources:
        facts["source_code"] = ""
    offer = create_offer(facts=facts, actor=actor, at=at)
    for right in said["rights"]:
        codes = right["establishments"]
        save_entitlement(
            entitlement_id=None,
            offer_id=offer.pk,
            facts={
                **{name: value for name, value in right.items() if name != "establishments"},
                "start_date": world.start_date,
            },
            establishment_ids=[world.establishments[code] for code in codes],
            actor=actor,
            at=at,
        )
