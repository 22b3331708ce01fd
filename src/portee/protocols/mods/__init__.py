"""MODS 3: records alone, in a collection, or inside an answer of OAI-PMH.

    cut(stream, limits) -> RawRecord, RefusedRecord …
    read(content, sheet) -> ReadRecord

Source: MODS User Guidelines, version 3 (Library of Congress), schemas 3.0 to 3.8.
"""

from portee.protocols.mods.reading import cut, read

__all__ = ["cut", "read"]
