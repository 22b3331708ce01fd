"""KBART title lists, both phases: what a platform holds, one title and one run of coverage a row.

    cut(stream, limits) -> RawRecord, RefusedRecord …
    read(content, sheet) -> ReadRecord

Source: NISO RP-9-2014 (KBART phase II), section 6.6; RP-9-2010 (phase I) has fewer columns.
"""

from portee.protocols.kbart.reading import cut, read

__all__ = ["cut", "read"]
