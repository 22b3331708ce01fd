"""Dublin Core, simple and qualified, bare or inside an answer of OAI-PMH.

    cut(stream, limits) -> RawRecord, RefusedRecord …
    read(content, sheet) -> ReadRecord

The articles of DOAJ, which have elements of their own, are read too. Harvesting belongs to whoever has a connection.
Source: Dublin Core Metadata Element Set 1.1; DCMI Metadata Terms; OAI-PMH 2.0, section 2.5.
"""

from portee.protocols.dublin_core.reading import cut, read

__all__ = ["cut", "read"]
