"""What UNIMARC records say of themselves, and not of the resource: read past, with the reason why.

Source: UNIMARC Bibliographic 3rd edition with updates to 2021; Recommandation 995; guides of the Sudoc and of Koha.
"""

from portee.protocols.drafting import Technical

_DATE = "the day somebody saw that the number leads where it should"
_EDITION = "edition or language of the classification, which the class itself does not depend on"
_STATEMENT = "numbers and dates in code of what $r says in words; kept when there is no $r"

TECHNICAL = Technical(
    everywhere={
        "3": "number of the heading in the source's own authorities",
        "5": "institution, or copy, that the field holds for",
        "6": "ties fields of the record together",
        "7": "script and direction of the field",
        "8": "language of the cataloguing of the field",
        "9": "number of the heading in the tables of a library system",
    },
    places={
        "033$2": "system that the address leads to, which it names itself",
        "033$d": _DATE,
        "035$d": _DATE,
        "039$d": "the day the record left its former catalogue",
        "333$2": "who gave the opinion on readers",
        "500$2": "how the title was tied to its authority",
        "675$v": _EDITION,
        "675$z": _EDITION,
        "676$3": "number of the class in the source's own authorities",
        "676$v": _EDITION,
        "676$z": _EDITION,
        "680$b": "mark of one library's copy, after the class",
        "686$v": _EDITION,
        "801$a": "country of who made the record",
        "801$b": "who made the record: the first is kept",
        "801$c": "the day the record was made or passed on",
        "801$g": "rules of cataloguing",
        "801$h": "number of the record where it was first made",
        "801$2": "format of the record",
        **{f"955${code}": _STATEMENT for code in "abcdehij"},
        **{f"957${code}": _STATEMENT for code in "abi"},
        **{f"959${code}": _STATEMENT for code in "ade0"},
        "995$9": "number of the copy in the tables of a library system",
        "995$s": "the call number again, written for sorting",
        "996$9": "number of the copy in the tables of a library system",
        "996$s": "the call number again, written for sorting",
    },
    own_numbers=frozenset({"676", "995", "996"}),
)
"""995 and 996 number what a library says of its copies (state, price, supplier); the catalogue of Italy, in 676 $9,
the words of a class."""
