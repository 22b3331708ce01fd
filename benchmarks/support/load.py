"""Clients that ask for one page as fast as it comes, each over one connection kept open.

They run in a process of their own, so that the interpreter that measures is not the one that waits; still, client
and server share the machine's cores, so figures are lower than what the server alone could do. Ratios hold.
"""

import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection

WARM_UP_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Measure:
    """What the clients saw: answers per second, and the time under which 95 % of answers came."""

    per_second: float
    p95_milliseconds: float


def measure(*, port: int, path: str, clients: int, seconds: float, cookie: str = "") -> Measure:
    """Ask for a page during so many seconds. Any answer but 200 ends the benchmark."""
    plan = {"port": port, "path": path, "clients": clients, "seconds": seconds, "cookie": cookie}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.support.load", json.dumps(plan)],
        capture_output=True,
        text=True,
        timeout=seconds + 60,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{path}: {done.stderr[-1000:]}")
    return Measure(**json.loads(done.stdout))


def _ask(port: int, path: str, cookie: str, seconds: float, took: list[float]) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookie} if cookie else {}
    started = time.perf_counter()
    while (began := time.perf_counter()) < started + WARM_UP_SECONDS + seconds:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            took.append(-answer.status)
            return
        if began >= started + WARM_UP_SECONDS:
            took.append(time.perf_counter() - began)


def _main(port: int, path: str, clients: int, seconds: float, cookie: str) -> None:
    per_client: list[list[float]] = [[] for _ in range(clients)]
    threads = [
        threading.Thread(target=_ask, args=(port, path, cookie, seconds, took))
        for took in per_client
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(one for took in per_client for one in took)
    if not times or times[0] < 0:
        raise SystemExit(f"answer {-times[0] if times else 'none'}")
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))] * 1000
    print(json.dumps({"per_second": len(times) / seconds, "p95_milliseconds": p95}))


if __name__ == "__main__":
    _main(**json.loads(sys.argv[1]))
