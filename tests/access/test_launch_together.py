"""Many open the same offer at the same moment: no cap is ever passed, on either database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from portee.access.errors import LaunchRefusedError
from portee.access.models import Launch, Meter, MeterScope, Offer, Seat
from portee.access.services.launch import open_offer
from tests.access.offers import Offers, acting
from tests.people.world import NOW, build_world

AT_ONCE = 8


def _together(offer: Offer, offers: Offers) -> list[bool]:
    people = [acting(offers.member(f"r{one}", "valley-library")) for one in range(AT_ONCE)]
    start = Barrier(AT_ONCE)

    def try_it(actor: Any) -> bool:
        try:
            start.wait(timeout=30)
            open_offer(offer_id=offer.pk, actor=actor, at=NOW, place=())
        except LaunchRefusedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(try_it, people))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "facts",
    [
        {"model": "tokens", "token_count": 3},
        {"model": "seats", "seat_count": 3},
        {"network_year_cap": 3},
        {"network_month_cap": 3},
    ],
)
def test_of_eight_who_open_together_three_get_in(facts: dict[str, Any]) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]
        pytest.skip("one connection is shared in memory: see the test by processes")
    offers = Offers(build_world())
    offer = offers.offer(**facts)
    offers.right(offer, "valley")
    assert sum(_together(offer, offers)) == 3
    assert Launch.objects.count() == 3
    assert Meter.objects.get(offer=offer, scope=MeterScope.NETWORK_YEAR).count == 3
    if facts.get("model") == "seats":
        assert Seat.objects.count() == 3
