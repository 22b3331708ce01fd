"""What a launch reads and writes while all others wait for its offer."""

from typing import Any

import pytest

from portee.access.models import Launch, Meter, MeterScope
from portee.access.services.meter import count_launch
from tests.access.offers import Offers
from tests.people.world import NOW


def test_launch_reads_its_own_counts_and_nobody_else_s(
    offers: Offers, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = offers.offer()
    lea = offers.member("lea", "valley-library")
    launch = Launch.objects.create(offer=offer, account=lea, at=NOW)
    count_launch(launch, offer=offer)
    Meter.objects.bulk_create(
        Meter(offer=offer, scope=MeterScope.PERSON_MONTH, subject_id=one, period="2026-11", count=1)
        for one in range(10_000, 10_050)
    )
    read: list[Any] = []
    once = Meter.from_db.__func__  # type: ignore[attr-defined]

    def noted(cls: type[Meter], *row: Any) -> Any:
        read.append(row)
        return once(cls, *row)

    monkeypatch.setattr(Meter, "from_db", classmethod(noted))
    counted = count_launch(launch, offer=offer)
    assert set(counted.values()) == {2}
    assert len(read) == len(counted) == 3
