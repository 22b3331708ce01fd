"""XML, hardened: files cut into records by their bytes, records read as trees.

The names of elements and what they say belong to the formats.
"""

from portee.protocols.xml.cutting import cut_elements
from portee.protocols.xml.parsing import ElementName
from portee.protocols.xml.reading import parse

__all__ = ["ElementName", "cut_elements", "parse"]
