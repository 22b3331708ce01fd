"""Staff pages with a crowd behind them: the queue, the directory, those registered; p95 and SQL, beside a bare page.

The peer is `/sante/live`, a view without database or template, asked of the same server in the same run. Promise: p95
of 150 ms with 10,000 requests and 100,000 accounts, for one client. A page that is slower, costs more SQL than it may,
or does not answer 200, makes the exit code 1.

    make bench-people SIZE=small    200 requests, 2,000 accounts
    make bench-people SIZE=ci       2,000 requests, 20,000 accounts
    make bench-people SIZE=full     10,000 requests, 100,000 accounts
"""

import argparse
import json
from dataclasses import dataclass

from benchmarks.support.installation import served, throw_away_installation
from benchmarks.support.load import Plan, measure

SIZES = {"small": (200, 2_000), "ci": (2_000, 20_000), "full": (10_000, 100_000)}
SECONDS = 5.0
MOST_MILLISECONDS = 150.0


@dataclass(frozen=True, slots=True)
class Case:
    """A page and the SQL statements that it may cost; None: not counted."""

    name: str
    path: str
    queries: int | None = None


CASES = (
    Case("peer: bare view", "/sante/live"),
    Case("queue, to decide", "/gestion/inscriptions/", 14),
    Case("queue, late", "/gestion/inscriptions/?part=en-retard", 14),
    Case("queue, decided", "/gestion/inscriptions/?part=decidees", 14),
    Case("queue, searched", "/gestion/inscriptions/?q=vidal", 14),
    Case("people", "/gestion/comptes/", 14),
    Case("people, page 200", "/gestion/comptes/?p=200", 14),
    Case("people, searched", "/gestion/comptes/?q=vidal", 14),
    Case("registered", "/gestion/inscrits/", 14),
    Case("registered, searched", "/gestion/inscrits/?q=vidal", 14),
    Case("roles", "/gestion/roles/", 14),
    Case("home of the back office", "/gestion/", 30),
)


def main() -> None:
    """Fill, serve, measure each page, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="ci")
    requests, accounts = SIZES[parser.parse_args().size]
    broken: list[str] = []
    with throw_away_installation() as installation:
        installation.run("portee.cli", "demo", "--sources")
        installation.run(
            "benchmarks.support.people_rows", str(accounts), str(requests), seconds=1200
        )
        with served(installation):
            cookie = installation.sign_in()
            plan = [[case.path, cookie] for case in CASES if case.queries is not None]
            costs = iter(
                json.loads(
                    installation.run(
                        "benchmarks.support.drawing", json.dumps(plan), "5", seconds=1200
                    ).splitlines()[-1]
                )
            )
            print(f"{requests:,} requests, {accounts:,} accounts")
            print(f"{'':<26}{'p95 ms':>10}{'× bare':>9}{'cpu ms':>9}{'SQL':>6}")
            peer = 0.0
            for case in CASES:
                seen = measure(Plan(installation.port, [case.path], 1, SECONDS, cookie))
                peer = peer or seen.p95_milliseconds
                statements, spent = next(costs) if case.queries is not None else (0, 0.0)
                print(
                    f"{case.name:<26}{seen.p95_milliseconds:>10.1f}"
                    f"{seen.p95_milliseconds / peer:>9.1f}{spent:>9.1f}{statements:>6}",
                    flush=True,
                )
                if seen.p95_milliseconds > MOST_MILLISECONDS:
                    broken.append(f"{case.name}: {seen.p95_milliseconds:.0f} ms")
                if case.queries is not None and statements > case.queries:
                    broken.append(f"{case.name}: {statements} statements")
    if broken:
        raise SystemExit("Broken: " + "; ".join(broken))


if __name__ == "__main__":
    main()
