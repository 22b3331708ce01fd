"""What a MARC21 record says: from a `MarcRecord` to a `Description`.

Source: Library of Congress, MARC 21 Format for Bibliographic Data and for Holdings Data; the fields of RISM's sources
as Muscat exports them. What else a source does in its own way is said by its mapping sheet.
"""

from portee.protocols.marc21.reading import describe, read_iso2709, read_xml

__all__ = ["describe", "read_iso2709", "read_xml"]
