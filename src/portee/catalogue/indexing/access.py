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
    stays = [_stays(item) for item in items]
    return [
        code for code, is_so in ((LOAN, not all(stays) or not items), (ONSITE, any(stays))) if is_so
    ]


def _stays(item: Item) -> bool:
    return bool(_STAYS_WORDS.search(normalised(f"{item.loan} {item.availability} {item.note}")))
