"""Home and establishment page, kept, drawn and signed in: answers per second, p95 and SQL, beside two peers.

The peers are served by the same server in the same run: a bare Django view (`/sante/live`, all middleware, no
database, no template) and a static file (whitenoise). Promises on two free cores: 1,000 kept pages a second, 100
drawn, 60 signed in. « cpu ms » is the least processor time of a hundred drawings, which a busy neighbour hardly
changes. A page that costs more SQL than it may, or any answer but 200, makes the exit code 1.

    make bench-pages SIZE=ci        2 s per figure
    make bench-pages SIZE=full      10 s per figure
"""

import argparse
import json
import re
from dataclasses import dataclass

from benchmarks.support.installation import Installation, served_demonstration
from benchmarks.support.load import Measure, Plan, measure

SECONDS = {"ci": 2.0, "full": 10.0}
CLIENTS = (1, 8)

# A parameter that no view knows goes past the cache: the page is drawn each time.
PAST_THE_CACHE = "?banc=1"


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the table; `queries` is the SQL it may cost, `promise` answers per second on two free cores."""

    name: str
    path: str
    is_signed_in: bool = False
    queries: int | None = None
    promise: int | None = None


def _cases(installation: Installation) -> list[Case]:
    _, home = installation.get("/")
    _, listing = installation.get("/etablissements/")
    style = _first(r'href="(/static/[^"]+\.css[^"]*)"', home)
    establishment = _first(r'href="(/etablissement/[^/"]+/)"', listing)
    return [
        Case("peer: bare view", "/sante/live", queries=0),
        Case("peer: static file", style),
        Case("home, kept", "/", queries=0, promise=1000),
        Case("home, drawn", f"/{PAST_THE_CACHE}", queries=5, promise=100),
        Case("home, signed in", "/", is_signed_in=True, queries=8, promise=60),
        Case("establishment, kept", establishment, queries=0, promise=1000),
        Case("establishment, drawn", f"{establishment}{PAST_THE_CACHE}", queries=6, promise=100),
        Case("establishment, signed in", establishment, is_signed_in=True, queries=9, promise=60),
    ]


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"No page holds {pattern}.")
    return found.group(1)


def _costs(
    installation: Installation, cases: list[Case], cookie: str
) -> dict[str, tuple[int, float]]:
    """By case: SQL statements, milliseconds of processor."""
    counted = [case for case in cases if case.queries is not None]
    plan = [[case.path, cookie if case.is_signed_in else ""] for case in counted]
    printed = installation.run("benchmarks.support.drawing", json.dumps(plan))
    costs = json.loads(printed.splitlines()[-1])
    return {case.name: tuple(cost) for case, cost in zip(counted, costs, strict=True)}


def _line(
    case: Case, clients: int, seen: Measure, peer: Measure, cost: tuple[int, float] | None
) -> str:
    drawn = f"{cost[1]:>9.1f}{cost[0]:>6}" if cost else " " * 15
    return (
        f"{case.name:<26}{clients:>3}{seen.per_second:>10.0f}{seen.p95_milliseconds:>10.1f}"
        f"{seen.per_second / peer.per_second:>9.2f}"
        f"{drawn}{case.promise or '':>9}"
    )


def main() -> None:
    """Serve a demonstration network, measure every case, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SECONDS, default="ci")
    seconds = SECONDS[parser.parse_args().size]
    too_many: list[str] = []
    with served_demonstration() as installation:
        cookie = installation.sign_in()
        cases = _cases(installation)
        costs = _costs(installation, cases, cookie)
        print(
            f"{'':<26}{'cl.':>3}{'per s':>10}{'p95 ms':>10}{'× bare':>9}"
            f"{'cpu ms':>9}{'SQL':>6}{'promise':>9}"
        )
        peers: dict[int, Measure] = {}
        for case in cases:
            for clients in CLIENTS:
                asked = cookie if case.is_signed_in else ""
                seen = measure(Plan(installation.port, [case.path], clients, seconds, asked))
                peer = peers.setdefault(clients, seen)
                print(_line(case, clients, seen, peer, costs.get(case.name)), flush=True)
            if case.queries is not None and costs[case.name][0] > case.queries:
                too_many.append(
                    f"{case.name}: {costs[case.name][0]} statements, {case.queries} allowed"
                )
    if too_many:
        raise SystemExit("\n".join(too_many))


if __name__ == "__main__":
    main()
