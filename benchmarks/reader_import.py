"""A library's readers brought in from a CSV file by `portee import-readers … --apply`, then the same file again.

The peer is the least that any program does: the same people, as accounts and memberships, by two bare `bulk_create`
in the same run and the same database engine. Promise: 20,000 readers in 60 s on two free cores, compared and applied.
A broken promise, a reader too few, or a second reading that changes anything makes the exit code 1.

    make bench-reader_import SIZE=small    1,000 readers
    make bench-reader_import SIZE=ci       5,000
    make bench-reader_import SIZE=full     20,000
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from benchmarks.support.installation import Installation, throw_away_installation

SIZES = {"small": 1_000, "ci": 5_000, "full": 20_000}
PROMISED_READERS, PROMISED_SECONDS = 20_000, 60.0
FIRST_NAMES = ("Léa", "Noé", "Zoé", "Paul", "Rose", "Amir", "Inès", "Jean-Loup", "Éloïse", "Tom")
LAST_NAMES = (
    "Martin",
    "Durand",
    "Petit",
    "Roux",
    "Vidal",
    "Estève",
    "Lafon",
    "Carrière",
    "Le Goff",
)


def main() -> None:
    """Write the file, import it twice, measure the peer, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="ci")
    count = SIZES[parser.parse_args().size]
    broken: list[str] = []
    with throw_away_installation() as installation:
        installation.run("portee.cli", "demo", "--sources")
        listed = installation.folder / "readers.csv"
        write_readers(listed, count)
        first, took = _imported(installation, listed)
        again, took_again = _imported(installation, listed)
        peer = float(
            installation.run("benchmarks.support.bare_readers", str(count)).splitlines()[-1]
        )
    print(f"SQLite, {count:,} readers")
    print(f"  import, compared and applied: {took:6.1f} s, {took / peer:5.1f} × the bare peer")
    print(f"  the same file again:          {took_again:6.1f} s, {took_again / peer:5.1f} ×")
    print(f"  peer, bare bulk_create:       {peer:6.1f} s")
    if first["new"] != count:
        broken.append(f"{first['new']} readers are new, of {count}")
    if again["unchanged"] != count:
        broken.append(f"{again['unchanged']} readers are unchanged, of {count}")
    scaled = took * PROMISED_READERS / count
    print(f"  {PROMISED_READERS:,} at this pace: {scaled:.0f} s, promised {PROMISED_SECONDS:.0f}")
    if scaled > PROMISED_SECONDS:
        broken.append(f"{PROMISED_READERS:,} readers in {PROMISED_SECONDS:.0f} s")
    if broken:
        raise SystemExit("Broken: " + "; ".join(broken))


def write_readers(path: Path, count: int) -> None:
    """Write a list as reader systems export them: half with an address, all with a card."""
    with path.open("w", encoding="utf-8") as file:
        file.write("N° de carte;Nom;Prénom;Courriel;Date de naissance;Ville\n")
        for number in range(count):
            first = FIRST_NAMES[number % len(FIRST_NAMES)]
            last = LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)]
            address = f"reader{number}@banc.example" if number % 2 else ""
            born = f"{number % 28 + 1:02}/{number % 12 + 1:02}/{1940 + number % 65}"
            file.write(f"B{number:07};{last};{first};{address};{born};Montauban\n")


def _imported(installation: Installation, listed: Path) -> tuple[dict[str, Any], float]:
    began_at = time.perf_counter()
    printed = installation.run(
        "portee.cli",
        *("import-readers", str(listed), "--apply", "--json"),
        *("--establishment", "memo-mediatheque-de-montauban"),
        seconds=600,
    )
    took = time.perf_counter() - began_at
    said: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return said, took


if __name__ == "__main__":
    main()
