"""Adds up the results of several pytest runs, names what was skipped, prints one closing line.

Reads the JUnit files given as arguments. Exits 1 when a run executed nothing: a suite that tests nothing
has not passed.
"""

import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree


def count(path: Path) -> Counter[str]:
    """Count the tests of one JUnit file by outcome, and its reasons for skipping under `skip: …`."""
    counts: Counter[str] = Counter()
    for case in ElementTree.parse(path).iter("testcase"):  # noqa: S314  our own file, written a moment ago
        skip = case.find("skipped")
        if skip is not None:
            counts["skipped"] += 1
            counts[f"skip: {skip.get('message', 'no reason given')}"] += 1
        elif case.find("failure") is not None or case.find("error") is not None:
            counts["failed"] += 1
        else:
            counts["passed"] += 1
    return counts


def main(paths: list[Path]) -> int:
    """Print the reasons for skipping, then the sum of all runs."""
    runs = [count(path) for path in paths]
    total = sum(runs, Counter[str]())
    for name, number in sorted(total.items()):
        if name.startswith("skip: "):
            print(f"{number} skipped: {name.removeprefix('skip: ')}")
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return 0 if runs and all(run["passed"] for run in runs) else 1


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]))
