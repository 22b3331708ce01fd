"""What a UNIMARC record says: from a `MarcRecord` to a `Description`.

Source: IFLA, UNIMARC Bibliographic 3rd edition with updates to 2021; Recommandation 995 (France); the local fields of
the Sudoc that its exports carry. What else a source does in its own way is said by its mapping sheet.
"""

from portee.protocols.unimarc.reading import describe, read_iso2709, read_xml

__all__ = ["describe", "read_iso2709", "read_xml"]
