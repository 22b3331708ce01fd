"""Handing a person over to a supplier, as its sheet says. Nothing is decided or counted here (services/launch.py)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext_lazy as _

from portee.access.errors import HandoverFailedError
from portee.access.models import Supplier
from portee.access.opening import Opening
from portee.access.supplier_host import is_address_of


@dataclass(frozen=True, slots=True)
class Handover:
    """What the reader's browser is told to do: go to `url`, or send it `fields` as a form."""

    method: Literal["redirect", "form"]
    url: str
    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def hand_over(opening: Opening, *, request_base_url: str, at: datetime) -> Handover:
    """Lead to the offer. `request_base_url` is how the reader sees this site, without a stroke at the end.

    Raises `HandoverFailedError` for an address outside of the hosts of the supplier.
    """
    del request_base_url, at
    supplier = Supplier.objects.get(code=opening.supplier_code)
    if not is_address_of(supplier, opening.target_url):
        raise HandoverFailedError(
            _("This platform cannot be opened: its address is not the supplier’s.")
        )
    return Handover(method="redirect", url=opening.target_url)
