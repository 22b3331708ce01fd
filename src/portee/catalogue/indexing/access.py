"""How a resource can be reached, as its records say it: nothing is supposed."""

import re
from typing import Final

from portee.catalogue.search.analysis import normalised
from portee.protocols.description import Description, Item, Location

ONLINE: Final = "online"
FREE: Final = "free"
LOAN: Final = "loan"
ONSITE: Final = "onsite"

_FREE_WORDS: Final = re.compile(
    r"\bfree\b|acces libre|libre acces|open access|gratuit|domaine public|public ?domain|creative ?commons|"
    r"\bcc[ -]?(0|by)\b|licence ouverte|open licen[cs]e"
)
_KEPT_WORDS: Final = re.compile(
    r"\bpaid\b|abonne|restreint|reserve|restricted|subscri|intranet|authentifi"
)
_STAYS_WORDS: Final = re.compile(
    r"sur place|exclu d[eu] pret|non empruntable|hors pret|consultation|reference only|"
    r"not for loan|in.?library"
)


ON_ORDER: Final = "on-order"
CIRCULATION: Final = {"0": LOAN, "1": ONSITE, "-1": ON_ORDER}
"""What a number says of a copy, in 995 $o of UNIMARC and 952 $7 of MARC21. Any other is the library's own: its mapping
sheet puts words in its place, and until then the copy is held to be lent.

Source: Koha, items.notforloan with the authorised values that an installation begins with (NOT_LOAN).
"""


def access_codes(description: Description, *, is_held: bool) -> tuple[str, ...]:
    """The codes of the facet of access: on line, without any condition, to borrow, to consult where it is kept."""
    codes: list[str] = []
    read = [one for one in description.locations if one.kind == "full-text"]
    if read:
        codes.append(ONLINE)
        rights = " ".join(description.rights)
        if any(_is_free(one, rights) for one in read):
            codes.append(FREE)
    if is_held or description.items:
        codes += _of_copies(description.items)
    return tuple(codes)


def _is_free(location: Location, rights: str) -> bool:
    said = normalised(f"{location.access_note} {location.label}")
    if _KEPT_WORDS.search(said):
        return False
    return bool(_FREE_WORDS.search(said) or _FREE_WORDS.search(normalised(rights)))


def _of_copies(items: tuple[Item, ...]) -> list[str]:
    said = {_of_copy(item) for item in items} or {LOAN}
    return [code for code in (LOAN, ONSITE) if code in said]


def _of_copy(item: Item) -> str:
    """What one copy is for: words weigh more than a number, which some systems leave at zero."""
    if _STAYS_WORDS.search(normalised(f"{item.loan} {item.availability} {item.note}")):
        return ONSITE
    codes = [CIRCULATION[one] for one in (item.loan, item.availability) if one in CIRCULATION]
    return next((code for code in codes if code != LOAN), LOAN)
