"""The whole index of search written anew from PostgreSQL, as `portee reindex` does it.

Promise: a million resources in five minutes, on two free cores. A smaller run is brought to a million by its own pace,
and says so; the processor time of the command (that of the server is not in it) is shown beside, and decides nothing.
A broken promise makes the exit code 1.

    make bench-rebuild SIZE=small    2,000 resources
    make bench-rebuild SIZE=ci       20,000
    make bench-rebuild SIZE=full     1,000,000, by hand
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.support.unimarc_file import write_unimarc_file

SIZES = {"small": 2_000, "ci": 20_000, "full": 1_000_000}
MILLION = 1_000_000
MOST_SECONDS = 300.0
PORTEE = [sys.executable, "-m", "portee.cli"]


def main() -> None:
    """Import generated records, rebuild, print the pace."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="ci")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not arguments.inside:
        module = [sys.executable, "-m", "benchmarks.rebuild", "--size", arguments.size, "--inside"]
        raise SystemExit(subprocess.run(["scripts/with-postgres", *module], check=False).returncode)
    folder = Path(tempfile.mkdtemp(prefix="portee-bench-"))
    try:
        _measure(folder, SIZES[arguments.size])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(folder: Path, count: int) -> None:
    environment = os.environ | {"PORTEE_DATA_DIR": str(folder / "data")}
    records = folder / "records.mrc"
    write_unimarc_file(records, count=count)
    _run(environment, "migrate")
    _run(environment, "import", str(records), "--source", "banc", "--json")
    before = _processor_seconds()
    said = json.loads(_run(environment, "reindex", "--json").splitlines()[-1])
    spent = _processor_seconds() - before
    if said["documents"] != count:
        raise SystemExit(f"{said['documents']} resources are indexed, of {count}.")
    to_a_million = said["seconds"] * MILLION / count
    print(f"PostgreSQL, {count:,} resources: {said['seconds']:.1f} s by the clock")
    print(f"  processor, for each resource: {spent / count * 1e6:.0f} µs")
    how = "measured" if count == MILLION else "by the same pace"
    verdict = "kept" if to_a_million <= MOST_SECONDS else "BROKEN"
    print(f"  a million, {how}: {to_a_million:.0f} s, promised {MOST_SECONDS:.0f}: {verdict}")
    if to_a_million > MOST_SECONDS:
        raise SystemExit("Broken: a million resources in five minutes")


def _run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [*PORTEE, *arguments], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def _processor_seconds() -> float:
    """What the processes that this one started and saw end have spent."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
