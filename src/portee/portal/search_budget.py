"""What one client may ask of the search in a while: whoever turns facets by machine waits, and nobody else.

A search by words costs nothing here. Filters do, by what they make the engine count: a robot that follows
every box of every facet asks for as many searches as there are combinations. The budget is kept by each process, in
memory: a refusal costs a few microseconds, where a row of the shared cache would cost more than the search it spares.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from portee.portal.queries.search_question import SearchQuestion

CAPACITY: Final = 240.0
"""What a client may spend at once: a class behind one address, each pupil turning a few facets."""

PER_SECOND: Final = 3.0
"""What comes back each second: one page with two filters."""

MOST_CLIENTS: Final = 20_000
"""Clients remembered by a process; the one not seen for longest is forgotten, and has its whole budget again."""

IPV6_PREFIX: Final = 64
"""What one subscriber is given: its addresses are one client."""


@dataclass(slots=True)
class _Bucket:
    level: float
    at: float


class Budget:
    """Token buckets by client. `clock` gives seconds that never go back."""

    def __init__(
        self,
        *,
        capacity: float,
        per_second: float,
        most_clients: int = MOST_CLIENTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.capacity = capacity
        self.per_second = per_second
        self._most_clients = most_clients
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def spend(self, client: str, cost: float) -> int | None:
        """Take the cost from the client's bucket; when it does not hold it, the seconds to wait, at least one."""
        now = self._clock()
        with self._lock:
            bucket = self._buckets.setdefault(client, _Bucket(self.capacity, now))
            self._buckets.move_to_end(client)
            while len(self._buckets) > self._most_clients:
                self._buckets.popitem(last=False)
            bucket.level = min(self.capacity, bucket.level + (now - bucket.at) * self.per_second)
            bucket.at = now
            wanted = min(cost, self.capacity)
            if bucket.level < wanted:
                return max(1, math.ceil((wanted - bucket.level) / self.per_second))
            bucket.level -= wanted
            return None

    def forget(self) -> None:
        """Give everybody their whole budget again."""
        with self._lock:
            self._buckets.clear()

    def __len__(self) -> int:
        return len(self._buckets)


def _whole() -> Budget:
    """The share of one process: requests of a client are spread over all of them."""
    share = max(1, settings.WEB_WORKERS)
    return Budget(capacity=CAPACITY / share, per_second=PER_SECOND / share)


budget: Final = _whole()


def spend(request: HttpRequest, question: SearchQuestion, *, extra: float = 0.0) -> int | None:
    """Take what a question costs, and what is done beside it, from whoever asks; the seconds to wait if too much."""
    cost = cost_of(question) + extra
    return budget.spend(client_of(request), cost) if cost else None


def cost_of(question: SearchQuestion) -> float:
    """What a question costs: nothing for words alone, more for each facet that counts what its own filter hides."""
    facets = len(question.chosen) + bool(question.years)
    return facets + len(question.opened) + 2 * len(question.sought)


def client_of(request: HttpRequest) -> str:
    """Who asks: an account, else an address; of IPv6 the network that one subscriber is given."""
    account_id = getattr(getattr(request, "actor", None), "account_id", None)
    if account_id is not None:
        return f"account:{account_id}"
    text = str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ip_network((address, IPV6_PREFIX), strict=False))
    return str(address)
