"""Eight people open an offer at once, each in a thread; run by itself against a file of SQLite."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

AT_ONCE = 8
CASES: tuple[dict[str, Any], ...] = (
    {"model": "tokens", "token_count": 3},
    {"model": "seats", "seat_count": 3},
    {"network_year_cap": 3},
    {"network_month_cap": 3},
)


def let_in_together(facts: dict[str, Any], *, code: str = "press") -> tuple[int, int]:
    """How many got in, and how many the meter of the year counts."""
    from django.db import connection  # noqa: PLC0415 - after the applications are ready

    from portee.access.errors import LaunchRefusedError  # noqa: PLC0415
    from portee.access.models import Meter, MeterScope  # noqa: PLC0415
    from portee.access.services.launch import open_offer  # noqa: PLC0415
    from portee.network.models import Establishment  # noqa: PLC0415
    from tests.access.offers import Offers, acting  # noqa: PLC0415
    from tests.people.world import NOW, World, build_world  # noqa: PLC0415

    if Establishment.objects.exists():
        world = World(nodes={one.code: one for one in Establishment.objects.all()})
    else:
        world = build_world()
    offers = Offers(world)
    offer = offers.offer(code, **facts)
    offers.right(offer, "valley")
    people = [acting(offers.member(f"{code}{one}", "valley-library")) for one in range(AT_ONCE)]
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
        let_in = sum(pool.map(try_it, people))
    return let_in, Meter.objects.get(offer=offer, scope=MeterScope.NETWORK_YEAR).count


def main() -> None:
    """Print both figures of each case."""
    import django  # noqa: PLC0415

    django.setup()
    for number, facts in enumerate(CASES):
        sys.stdout.write("{} {}\n".format(*let_in_together(facts, code=f"o{number}")))


if __name__ == "__main__":
    main()
