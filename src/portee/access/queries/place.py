"""From which establishment a request comes, by its address."""

import time
from dataclasses import dataclass
from typing import Final

from portee.access.address_range import Network, read_address, read_range
from portee.access.models import AddressRange
from portee.access.question import Site

AGE: Final = 60.0
"""Seconds that ranges are kept by a process that nobody told of a change."""


@dataclass
class _Kept:
    """The ranges that this process knows, and until when."""

    ranges: tuple[tuple[Network, Site], ...] = ()
    until: float = 0.0


_kept: Final = _Kept()


def sites_at(address: str) -> tuple[Site, ...]:
    """The establishments from whose computers an address comes; none for an address that is none."""
    found = read_address(address)
    if found is None:
        return ()
    if time.monotonic() >= _kept.until:
        rows = AddressRange.objects.order_by("pk").values_list(
            "network", "establishment_id", "establishment__path"
        )
        known = ((read_range(text), Site(pk, path)) for text, pk, path in rows)
        _kept.ranges = tuple((one, site) for one, site in known if one is not None)
        _kept.until = time.monotonic() + AGE
    return tuple(site for one, site in _kept.ranges if found in one)


def forget_ranges() -> None:
    """Read the ranges anew when they are next asked for."""
    _kept.until = 0.0
