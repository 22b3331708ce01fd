# ruff: noqa: N999  (the benchmark is named `import`, as its command is)
"""A generated UNIMARC export, from its file into the database: records a second, beside pymarc's bare reader.

The peer reads the same file just before and just after, and does nothing with it. Promises: end to end at least a third
of its rate, on SQLite and on PostgreSQL; at most 300 MiB above an idle process, the same at a quarter of the size. A
broken promise makes the exit code 1.

An import reads in two children while it writes: on a machine that others keep busy the ratio is lower than on two free
cores, and is held to the same promise. The ratio by second of processor (all its processes together, without the server
of PostgreSQL) is shown beside it, and decides nothing. Figures by stage are those of one process.

    make bench-import SIZE=ci        20,000 records
    make bench-import SIZE=full      1,000,000 records, by hand
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pymarc import MARCReader

from benchmarks.support.memory import run_watched
from benchmarks.support.unimarc_file import write_unimarc_file
from portee.catalogue.reading.preparation import prepare
from portee.protocols.description import Format
from portee.protocols.formats import FORMATS
from portee.protocols.records import STANDARD_SHEET, Limits

COUNTS = {"ci": 20_000, "full": 1_000_000}
STAGE_RECORDS = 20_000
"""Records that each stage alone is measured on: more would tell the same."""
PEER_RECORDS = 5_000
FLOOR_RATIO = 1 / 3
MOST_BYTES = 300 * 1024**2
FLATNESS_BYTES = 40 * 1024**2
"""What the whole may hold beyond a quarter of it: noise of the allocator, not of the records."""
DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Imported:
    """One import: records a second, and a second of processor, each beside the peer's in the same minute; the most
    memory beside an idle process, in bytes.
    """

    per_second: float
    ratio: float
    processor_ratio: float
    above_idle: int


def main() -> None:
    """Write the files, measure the peer, the stages, then the imports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=COUNTS, default="ci")
    parser.add_argument(
        "--database", choices=DATABASES, help="this one only; PostgreSQL is started"
    )
    parser.add_argument("--once", action="store_true", help="do not import the same again")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.database == "postgresql" and not arguments.inside:
        raise SystemExit(_in_cluster(arguments))
    folder = Path(tempfile.mkdtemp(prefix="portee-bench-"))
    try:
        broken = _measure(folder, arguments)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if arguments.database is None:
        broken += ["PostgreSQL"] if _in_cluster(arguments) else []
    if broken:
        raise SystemExit("Broken: " + "; ".join(broken))


def _in_cluster(arguments: argparse.Namespace) -> int:
    module = [sys.executable, "-m", "benchmarks.import"]
    options = ["--size", arguments.size, "--database", "postgresql", "--inside"]
    options += ["--once"] if arguments.once else []
    return subprocess.run(["scripts/with-postgres", *module, *options], check=False).returncode


def _measure(folder: Path, arguments: argparse.Namespace) -> list[str]:
    count, is_cluster = COUNTS[arguments.size], arguments.inside
    name = "PostgreSQL" if is_cluster else "SQLite"
    whole, quarter = folder / "whole.mrc", folder / "quarter.mrc"
    write_unimarc_file(whole, count=count)
    write_unimarc_file(quarter, count=count // 4, first=count + 1)
    print(f"{name}: {count:,} records, {whole.stat().st_size / count:,.0f} bytes each")
    peer = _rate(_pymarc(whole), most=STAGE_RECORDS)
    print(f"{'peer: pymarc MARCReader':<34}{peer:>10,.0f} /s")
    if not is_cluster:
        _print_stages(whole, peer=peer)
    environment = _environment(folder, is_cluster=is_cluster)
    subprocess.run(
        [sys.executable, "-m", "portee.cli", "migrate"],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    small = _import(quarter, "quarter", count=count // 4, environment=environment)
    large = _import(whole, "whole", count=count, environment=environment)
    imports = [("a quarter", small), ("the whole", large)]
    if not arguments.once:
        again = _import(whole, "whole", count=count, environment=environment)
        imports.append(("the same again", again))
    for label, seen in imports:
        print(
            f"{name}, {label:<20}{seen.per_second:>10,.0f} /s{seen.ratio:>7.2f} × peer"
            f"{seen.processor_ratio:>7.2f} × by processor{seen.above_idle / 1024**2:>7.0f} MiB above idle"
        )
    return list(_broken(name, small=small, large=large))


def _broken(name: str, *, small: Imported, large: Imported) -> Iterable[str]:
    if large.ratio < FLOOR_RATIO:
        yield f"{name}: less than a third of the peer's rate"
    if large.above_idle > MOST_BYTES:
        yield f"{name}: more than 300 MiB above idle"
    if large.above_idle > small.above_idle + FLATNESS_BYTES:
        yield f"{name}: memory grows with the file"


def _print_stages(path: Path, *, peer: float) -> None:
    reader = FORMATS[Format.UNIMARC]
    with path.open("rb") as stream:
        cuts = reader.cut(stream, Limits())
        contents = [next(cuts).content for _ in range(STAGE_RECORDS)]

    def cut() -> Iterable[object]:
        with path.open("rb") as stream:
            yield from reader.cut(stream, Limits())

    stages: dict[str, Callable[[], Iterable[object]]] = {
        "cut": cut,
        "read (parse and map)": lambda: (reader.read(one, STANDARD_SHEET) for one in contents),
        "prepare (read, classify, encode)": lambda: (
            prepare(one, format_name=Format.UNIMARC, sheet=STANDARD_SHEET) for one in contents
        ),
    }
    for name, run in stages.items():
        rate = _rate(run(), most=STAGE_RECORDS)
        print(f"  {name:<32}{rate:>10,.0f} /s{rate / peer:>7.2f} × peer")


def _pymarc(path: Path) -> Iterable[object]:
    with path.open("rb") as stream:
        yield from MARCReader(stream, to_unicode=True, force_utf8=True)


def _rate(things: Iterable[object], *, most: int) -> float:
    began_at = time.perf_counter()
    count = 0
    for _ in things:
        count += 1
        if count == most:
            break
    return count / (time.perf_counter() - began_at)


def _environment(folder: Path, *, is_cluster: bool) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PORTEE_", "DJANGO_")) or (is_cluster and name.endswith("_URL"))
    }
    return kept | {"PORTEE_DATA_DIR": str(folder / "data")}


def _import(path: Path, source: str, *, count: int, environment: dict[str, str]) -> Imported:
    portee = [sys.executable, "-m", "portee.cli"]
    idle = _idle_bytes(environment)
    before = _peer(path)
    spent = _processor_seconds()
    printed, peak, _seconds = run_watched(
        [*portee, "import", str(path), "--source", source, "--json"], environment=environment
    )
    spent = _processor_seconds() - spent
    said = json.loads(printed.splitlines()[-1])
    if said["read"] != count or said["rejected"]:
        raise SystemExit(f"{path.name}: {said}")
    after = _peer(path)
    by_second, by_processor = ((one + other) / 2 for one, other in zip(before, after, strict=True))
    rate = count / said["seconds"]
    return Imported(rate, rate / by_second, count / spent / by_processor, peak - idle)


def _peer(path: Path) -> tuple[float, float]:
    """Records that the peer reads in a second, and in a second of processor."""
    began_at, spent = time.perf_counter(), time.process_time()
    read = sum(1 for _ in islice(_pymarc(path), PEER_RECORDS))
    return read / (time.perf_counter() - began_at), read / (time.process_time() - spent)


def _processor_seconds() -> float:
    """What the processes that this one started and saw end have spent, their own children included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _idle_bytes(environment: dict[str, str]) -> int:
    """What a command holds that has started and done nothing yet."""
    waiting = (
        "import django, time; django.setup();"
        "import portee.catalogue.services.import_run; time.sleep(1.5)"
    )
    settings = environment | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    return run_watched([sys.executable, "-c", waiting], environment=settings)[1]


if __name__ == "__main__":
    main()
