"""How soon a change is found by another process: the indexer runs, a second process writes, then asks until it finds.

A change is a title; it is written as an import writes one, in a transaction with its line for the indexer. The promise
is a second at the 95th percentile; broken, it makes the exit code 1.

    make bench-freshness SIZE=ci    60 changes, 2,000 resources
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

from benchmarks.support.installation import Installation
from benchmarks.support.unimarc_file import write_unimarc_file

CHANGES = {"small": 20, "ci": 60, "full": 500}
RECORDS = 2_000
PROMISE_SECONDS = 1.0
PROBE = "from benchmarks.support.freshness_probe import print_delays; print_delays({changes})"


def main() -> None:
    """Make an installation, start its indexer, measure from another process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=CHANGES, default="ci")
    changes = CHANGES[parser.parse_args().size]
    with tempfile.TemporaryDirectory(prefix="portee-bench-") as folder:
        installation = Installation(Path(folder), 8000)
        installation.run("portee.cli", "migrate")
        path = Path(folder) / "export.mrc"
        write_unimarc_file(path, count=RECORDS)
        installation.run("portee.cli", "import", str(path), "--source", "bench")
        indexer = subprocess.Popen(installation.command("portee.cli", "indexer"))
        try:
            probe = PROBE.format(changes=changes)
            printed = installation.run("portee.cli", "shell", "--no-imports", "--command", probe)
        finally:
            indexer.terminate()
            indexer.wait(timeout=30)
    _judge(sorted(float(line) for line in printed.split()))


def _judge(seconds: list[float]) -> None:
    p50, p95 = (seconds[int(len(seconds) * share)] for share in (0.5, 0.95))
    is_kept = p95 <= PROMISE_SECONDS
    print(
        f"{len(seconds)} changes among {RECORDS:,} records, seen by another process: "
        f"p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, most {seconds[-1] * 1000:.0f} ms; "
        f"promise {PROMISE_SECONDS * 1000:.0f} ms: {'kept' if is_kept else 'BROKEN'}"
    )
    if not is_kept:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
