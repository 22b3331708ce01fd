"""Results and resource pages of a large catalogue, drawn each time; what a robot that turns facets leaves to a reader.

The catalogue is a generated UNIMARC export, imported and indexed by the commands a library has. No question comes
twice, so that no answer comes from a cache. The peer is a bare Django view served by the same server in the same run.
Promises at a million records, on two free cores: a page of results in 80 ms at p95 and 80 a second with eight clients,
a resource in 50 ms at p95, and a reader’s median under 100 ms while a robot asks for 500 permutations of facets a
minute. A broken promise is told in the last column; a page of any other status makes the exit code 1.

    make bench-results SIZE=ci        20,000 records, 3 s per figure
    make bench-results SIZE=full      1,000,000 records, 20 s per figure

With `--folder` the catalogue is made once, kept there, and measured again the next times: at a million it takes longer
to make than to measure.
"""

import argparse
import json
import random
import re
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.support.installation import (
    Installation,
    kept_installation,
    served,
    throw_away_installation,
)
from benchmarks.support.load import Measure, Plan, finished, measure, start
from benchmarks.support.unimarc_file import PUBLISHERS, SUBJECTS, WORKS, write_unimarc_file

COUNTS = {"ci": 20_000, "full": 1_000_000}
SECONDS = {"ci": 3.0, "full": 20.0}
IMPORT_SECONDS = 7_200
DISTINCT = 2_000
"""Questions prepared: more than are asked in one figure by one client at a hundred a second."""
ROBOT_PER_SECOND = 500 / 60
FACETS = (
    ("type", ("book", "score", "recording")),
    ("language", ("fre", "eng", "ger")),
    ("access", ("loan", "online", "free")),
    ("subject", SUBJECTS),
    ("discipline", ("music", "dance", "theatre")),
    ("date", ("1950-1999", "2000-2009", "2010-2019", "2020-")),
)


def _words(chance: random.Random, count: int) -> Iterator[str]:
    """What people type: a title, an author, a publisher, a number of a volume, alone or together."""
    while True:
        title, _remainder, name, forename, _dates = chance.choice(WORKS)
        yield chance.choice(
            (
                title,
                name,
                f"{forename} {name}",
                f"{title} {name}",
                f"{name} {chance.choice(PUBLISHERS)[1]}",
                f"{title} {chance.randrange(count)}",
                f"{chance.choice(SUBJECTS)} {name}",
            )
        )


def _addresses(count: int) -> list[str]:
    """Different pages of results; one in three is narrowed by a facet. `banc` goes past every cache of pages."""
    chance = random.Random(1)
    drawn = []
    for number, words in enumerate(islice(_words(chance, count), DISTINCT)):
        facet, values = chance.choice(FACETS)
        narrowed = f"&{facet}={chance.choice(values)}" if number % 3 == 0 else ""
        drawn.append(f"/recherche?q={words}{narrowed}&banc={number}".replace(" ", "+"))
    return [_quoted(address) for address in drawn]


def _permutations() -> list[str]:
    """What a robot follows: every box of every facet, two at a time, without a word."""
    chance = random.Random(2)
    drawn = []
    for number in range(DISTINCT):
        chosen = chance.sample(FACETS, 2)
        boxes = "&".join(f"{facet}={chance.choice(values)}" for facet, values in chosen)
        drawn.append(_quoted(f"/recherche?{boxes}&banc={number}".replace(" ", "+")))
    return drawn


def _quoted(address: str) -> str:
    return re.sub(
        r"[^\x21-\x7e]", lambda one: "".join(f"%{b:02X}" for b in one[0].encode()), address
    )


def _filled(installation: Installation, count: int) -> None:
    with tempfile.NamedTemporaryFile(suffix=".mrc") as file:
        write_unimarc_file(Path(file.name), count=count)
        installation.run(
            *("portee.cli", "import", file.name, "--source", "banc"), seconds=IMPORT_SECONDS
        )
    installation.run("portee.cli", "reindex", seconds=IMPORT_SECONDS)


def _line(name: str, seen: Measure, peer: Measure, kept: bool | None = None) -> str:
    verdict = "" if kept is None else ("kept" if kept else "BROKEN")
    return (
        f"{name:<34}{seen.per_second:>8.0f}{seen.median_milliseconds:>9.1f}{seen.p95_milliseconds:>9.1f}"
        f"{seen.per_second / peer.per_second:>8.2f}  {verdict}"
    )


def _reader_beside_robot(port: int, results: list[str], seconds: float) -> tuple[Measure, Measure]:
    robot_plan = Plan(port, _permutations(), 1, seconds + 2, pace=ROBOT_PER_SECOND, may_refuse=True)
    robot = start(robot_plan)
    reader = measure(Plan(port, results, 1, seconds, pace=2.0))
    return reader, finished(robot, robot_plan)


def _resources(installation: Installation, results: list[str]) -> list[str]:
    """The pages that the API finds by a few of the same questions, each once."""
    found: dict[str, None] = {}
    for number in range(40):
        words = results[3 * number + 1].partition("?q=")[2].partition("&")[0]
        _status, answer = installation.get(f"/api/v1/search?q={words}&limit=50")
        found |= {hit["url"]: None for hit in json.loads(answer)["hits"]}
    return [f"{url}?banc=1" for url in found]


def _report(installation: Installation, count: int, seconds: float) -> None:
    port = installation.port
    results = _addresses(count)
    resources = _resources(installation, results)
    peers = {clients: measure(Plan(port, ["/sante/live"], clients, seconds)) for clients in (1, 8)}
    print(f"{'':<34}{'per s':>8}{'p50 ms':>9}{'p95 ms':>9}{'× bare':>8}")
    for clients, peer in peers.items():
        print(_line(f"peer: bare view, {clients} clients", peer, peer))
    one = measure(Plan(port, results, 1, seconds))
    print(_line("results, 1 client", one, peers[1], one.p95_milliseconds <= 80))
    many = measure(Plan(port, results, 8, seconds))
    print(_line("results, 8 clients", many, peers[8], many.per_second >= 80))
    half = measure(Plan(port, results, 8, seconds, pace=5.0))
    print(_line("results, 8 clients, 40 a second", half, peers[8], half.p95_milliseconds <= 80))
    one = measure(Plan(port, resources, 1, seconds))
    print(_line("resource, 1 client", one, peers[1], one.p95_milliseconds <= 50))
    many = measure(Plan(port, resources, 8, seconds))
    print(_line("resource, 8 clients", many, peers[8]))
    reader, robot = _reader_beside_robot(port, results, seconds)
    print(_line("reader beside a robot", reader, peers[1], reader.median_milliseconds < 100))
    print(f"{'robot':<34}{robot.per_second:>8.1f} answered, {robot.refused} refused in all")


def main() -> None:
    """Import, index, serve, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=COUNTS, default="ci")
    parser.add_argument("--folder", type=Path, help="where the installation is kept")
    options = parser.parse_args()
    if options.folder is None:
        with throw_away_installation() as installation:
            _filled(installation, COUNTS[options.size])
            _measured(installation, options.size)
        return
    is_new = not options.folder.exists()
    installation = kept_installation(options.folder)
    if is_new:
        _filled(installation, COUNTS[options.size])
    _measured(installation, options.size)


def _measured(installation: Installation, size: str) -> None:
    with served(installation):
        print(f"{COUNTS[size]:,} records")
        _report(installation, COUNTS[size], SECONDS[size])


if __name__ == "__main__":
    main()
