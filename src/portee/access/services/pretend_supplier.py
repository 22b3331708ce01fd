"""Ties offers of the demonstration to its pretend platforms, wherever these stand today. Never on a real network."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from portee.access.models import Offer, Supplier
from portee.access.services.supplier_secret import set_shared_secret, shared_secret
from portee.access.services.supplier_sheet import put_in_use, write_sheet
from portee.kernel.actor import Actor

HOST: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class PretendSupplier:
    """One platform: the offer that leads to it, how it is told who comes, where it stands."""

    offer_code: str
    method: str
    port: int
    name: str
    secret: str

    @property
    def address(self) -> str:
        """Where it stands, without a stroke at the end."""
        return f"http://{HOST}:{self.port}"


PRETENDING: Final = (
    ("kiosque-des-coteaux", "cas"),
    ("pupitre-sonore", "signed_link"),
    ("atelier-des-savoirs", "oidc"),
)
"""The offers of `demo/offres.toml` that lead to a pretend platform, and by which method."""


@transaction.atomic
def tie_pretend_suppliers(*, first_port: int, actor: Actor, at: datetime) -> list[PretendSupplier]:
    """Write sheets for the ports of today, one platform after the other; offers that are not there are left out."""
    tied = []
    for number, (code, method) in enumerate(PRETENDING):
        offer = Offer.objects.select_related("supplier__active_sheet").filter(code=code).first()
        if offer is not None:
            tied.append(_tie(offer, method, first_port + number, actor=actor, at=at))
    return tied


def _tie(offer: Offer, method: str, port: int, *, actor: Actor, at: datetime) -> PretendSupplier:
    supplier = offer.supplier
    if not shared_secret(supplier):
        set_shared_secret(supplier_id=supplier.pk, secret=secrets.token_urlsafe(32))
        supplier.refresh_from_db()
    found = PretendSupplier(offer.code, method, port, offer.title, shared_secret(supplier))
    if HOST not in supplier.host_names:
        supplier.hosts = f"{supplier.hosts}\n{HOST}"
        supplier.save(update_fields=["hosts"])
    Offer.objects.filter(pk=offer.pk).update(address=f"{found.address}/")
    content = _content(found)
    if supplier.active_sheet is None or supplier.active_sheet.content != content:
        _use(supplier, method, content, actor=actor, at=at)
    return found


def _use(
    supplier: Supplier, method: str, content: dict[str, Any], *, actor: Actor, at: datetime
) -> None:
    row = write_sheet(supplier_id=supplier.pk, method=method, content=content, actor=actor, at=at)
    put_in_use(sheet_id=row.pk, at=at)


def _content(found: PretendSupplier) -> dict[str, Any]:
    if found.method == "cas":
        return {
            "schema": 1,
            "services": [{"address": f"{found.address}/cas", "offer": found.offer_code}],
            "attributes": [{"name": "etablissement", "fact": "establishment_name"}],
            "single_logout": True,
        }
    if found.method == "oidc":
        return {
            "schema": 1,
            "client_id": "demonstration",
            "redirect_uris": [{"address": f"{found.address}/callback", "offer": found.offer_code}],
            "back_channel_logout": f"{found.address}/logout",
        }
    return {
        "schema": 1,
        "address": f"{found.address}/sso",
        "fields": [
            {"name": "client", "text": "demonstration"},
            {"name": "id", "fact": "identifier"},
            {"name": "expire", "moment": "unix", "after_seconds": 120},
        ],
        "signature": {"name": "signature", "order": ["client", "id", "expire"], "joined_by": "|"},
    }
