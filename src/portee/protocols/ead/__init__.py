"""Finding aids in EAD 2002 and EAD3: the finding aid itself, and each component worth showing with its path.

    cut(stream, limits) -> RawRecord, RefusedRecord …, a component after those inside it, the finding aid last
    read(content, sheet) -> ReadRecord

Source: EAD Tag Library, version 2002; EAD3 1.1.1; BnF and AFNeG guidelines for French finding aids.
"""

from portee.protocols.ead.cutting import cut
from portee.protocols.ead.reading import read

__all__ = ["cut", "read"]
