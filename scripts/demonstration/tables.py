"""How the tables of the demonstration are written: the same bytes each time, packed when they are long."""

import csv
import gzip
import io
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

PACKED_FROM_BYTES = 150_000
"""Longer files are stored packed."""

Row = Mapping[str, str]


def identifier(prefix: str, *parts: str) -> str:
    """A number that the same words always get, for rows that have none of their own."""
    digest = blake2b("\x1f".join(parts).encode(), digest_size=4)
    return f"{prefix}-{digest.hexdigest()}"


def write_table(path: Path, *, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write rows as CSV, as `path` or `path.gz`; gives how many there were."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    write_bytes(path, text.getvalue().encode())
    return count


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, packed without date or name when it is long, and take the other form of it away."""
    packed = path.with_name(f"{path.name}.gz")
    path.unlink(missing_ok=True)
    packed.unlink(missing_ok=True)
    if len(content) > PACKED_FROM_BYTES:
        packed.write_bytes(gzip.compress(content, compresslevel=9, mtime=0))
    else:
        path.write_bytes(content)
