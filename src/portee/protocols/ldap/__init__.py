"""The part of LDAP that tells whether somebody is who they say: bind, look for one entry. Pure: no network.

The messages are encoded and read by pyasn1 from the ASN.1 of RFC 2251 (whose wire RFC 4511 keeps); a filter is never a
text, so that nothing typed can be taken for a part of one. Refuses to be: SASL, changes, referrals followed.
"""

from portee.protocols.ldap.messages import (
    BOUND,
    INVALID_CREDENTIALS,
    SEARCHED,
    SUCCESS,
    Done,
    Entry,
    LdapRefusal,
    Reference,
    is_whole,
    read_messages,
    write_bind,
    write_search,
)
from portee.protocols.ldap.sheet import LdapSheet, LdapSheetError, families, read_sheet

__all__ = [
    "BOUND",
    "INVALID_CREDENTIALS",
    "SEARCHED",
    "SUCCESS",
    "Done",
    "Entry",
    "LdapRefusal",
    "LdapSheet",
    "LdapSheetError",
    "Reference",
    "families",
    "is_whole",
    "read_messages",
    "read_sheet",
    "write_bind",
    "write_search",
]
