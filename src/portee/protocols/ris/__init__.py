"""RIS, the format that reference managers exchange (Zotero, EndNote, Mendeley)."""

from portee.protocols.ris.writing import write

__all__ = ["write"]
