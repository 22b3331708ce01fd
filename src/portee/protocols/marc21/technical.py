"""What MARC21 records say of themselves, and not of the resource: read past, with the reason why.

Source: MARC 21 Format for Bibliographic Data, appendix A (control subfields); RISM, Guidelines for Muscat; Koha,
default MARC21 framework.
"""

from portee.protocols.drafting import Technical

_ITEM = "mark of one library's copy, after the class"
_EDITION = "edition of the classification, or who assigned the class"
_CODES = "list of the code in $b, which keeps its name when it is not RDA's"
_LIST = "list that the words are from"
_CONTROL = "coded positions for the control of links"
_WORDS = "words of the code in $b; read when there is none"
_SUBJECTS = (
    *("600", "610", "611", "630", "647", "648", "650", "651"),
    *("654", "655", "656", "657", "658", "662"),
)
_LINKS = (
    *("760", "762", "765", "767", "770", "772", "773", "774", "775", "776", "777", "780", "785"),
    *("786", "787", "800", "810", "811", "830"),
)

TECHNICAL = Technical(
    everywhere={
        "0": "number of the heading in an authority file",
        "1": "address of the thing itself",
        "5": "institution that the field holds for",
        "6": "ties a field to the same in another script",
        "8": "ties fields of the record together",
        "9": "local to one library system",
    },
    places={
        "022$2": "centre that gave the number",
        "031$u": "number of the incipit in the tables of RISM; read when it is an address",
        "040$a": "who made the record: the first is kept",
        "040$b": "language of the cataloguing",
        "040$c": "who wrote the record as a machine reads it",
        "040$d": "who changed the record",
        "040$e": "rules of cataloguing",
        "050$b": _ITEM,
        "055$b": _ITEM,
        "055$2": _EDITION,
        "060$b": _ITEM,
        "070$b": _ITEM,
        "080$b": _ITEM,
        "080$2": _EDITION,
        "082$b": _ITEM,
        "082$m": _EDITION,
        "082$q": _EDITION,
        "082$2": _EDITION,
        "084$b": _ITEM,
        "084$q": _EDITION,
        "210$2": "list that the abbreviation is from",
        "336$a": _WORDS,
        "337$a": _WORDS,
        "338$a": _WORDS,
        "336$2": _CODES,
        "337$2": _CODES,
        "338$2": _CODES,
        "348$2": _LIST,
        "380$2": _LIST,
        "385$2": _CODES,
        "506$2": _LIST,
        "540$2": _LIST,
        **{f"{tag}$2": "list of headings, which the indicator may name" for tag in _SUBJECTS},
        **{f"{tag}$7": _CONTROL for tag in _LINKS},
        "852$2": "classification of the call number",
        "856$2": "way of access, which the address says",
        **{f"{tag}$2": "standard of the statement" for tag in ("866", "867", "868")},
        **{f"{tag}$a": "number of the piece in a library system" for tag in ("876", "877", "878")},
        "952$2": "classification of the call number",
        "952$6": "the call number again, written for sorting",
        "952$9": "number of the copy in the tables of Koha",
    },
    own_numbers=frozenset({"952"}),
)
"""952 of Koha numbers the states of a copy (withdrawn, lost, damaged)."""
