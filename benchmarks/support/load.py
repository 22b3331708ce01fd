"""Clients that ask for pages as fast as they come, or at a pace, each over one connection kept open.

They run in a process of their own, so that the interpreter that measures is not the one that waits; still, client
and server share the machine's cores, so figures are lower than what the server alone could do. Ratios hold.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http.client import HTTPConnection

WARM_UP_SECONDS = 0.3
OK = 200
TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Measure:
    """What the clients saw: answers per second, the median, and the time under which 95 % of answers came."""

    per_second: float
    median_milliseconds: float
    p95_milliseconds: float
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask: pages in turn, by so many clients, for so long; `pace` is requests a second of each, 0 as they come.

    `may_refuse`: answers 429 are counted apart, not an end.
    """

    port: int
    paths: Sequence[str]
    clients: int
    seconds: float
    cookie: str = ""
    pace: float = 0.0
    may_refuse: bool = False


def measure(plan: Plan) -> Measure:
    """Ask for pages during so many seconds. Any answer but 200 ends the benchmark."""
    return finished(start(plan), plan)


def start(plan: Plan) -> subprocess.Popen[str]:
    """Begin to ask, and go on."""
    asking = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.support.load"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert asking.stdin is not None
    asking.stdin.write(json.dumps(asdict(plan)))
    asking.stdin.close()
    # So that `communicate` does not close it again.
    asking.stdin = None
    return asking


def finished(asking: subprocess.Popen[str], plan: Plan) -> Measure:
    """Wait for the end of what `start` began; what was seen."""
    said, why = asking.communicate(timeout=plan.seconds + 60)
    if asking.returncode:
        raise SystemExit(f"{plan.paths[0]}: {why[-1000:]}")
    return Measure(**json.loads(said))


def _ask(plan: Plan, number: int, took: list[float], refused: list[int]) -> None:
    connection = HTTPConnection("127.0.0.1", plan.port, timeout=30)
    headers = {"Cookie": plan.cookie} if plan.cookie else {}
    started = time.perf_counter()
    # Clients begin at different places of the list, so that they do not ask for the same page together.
    turn = number * len(plan.paths) // plan.clients
    while (began := time.perf_counter()) < started + WARM_UP_SECONDS + plan.seconds:
        connection.request("GET", plan.paths[turn % len(plan.paths)], headers=headers)
        answer = connection.getresponse()
        answer.read()
        turn += 1
        if answer.status == TOO_MANY and plan.may_refuse:
            refused.append(turn)
        elif answer.status != OK:
            took.append(-answer.status)
            return
        elif began >= started + WARM_UP_SECONDS:
            took.append(time.perf_counter() - began)
        if plan.pace:
            time.sleep(max(0.0, began + 1 / plan.pace - time.perf_counter()))


def _main(plan: Plan) -> None:
    per_client: list[list[float]] = [[] for _ in range(plan.clients)]
    refused: list[int] = []
    threads = [
        threading.Thread(target=_ask, args=(plan, number, took, refused))
        for number, took in enumerate(per_client)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(one for took in per_client for one in took)
    if not times or times[0] < 0:
        raise SystemExit(f"answer {-times[0] if times else 'none'}")
    seen = Measure(
        per_second=len(times) / plan.seconds,
        median_milliseconds=times[len(times) // 2] * 1000,
        p95_milliseconds=times[min(len(times) - 1, int(len(times) * 0.95))] * 1000,
        refused=len(refused),
    )
    print(json.dumps(asdict(seen)))


if __name__ == "__main__":
    _main(Plan(**json.load(sys.stdin)))
