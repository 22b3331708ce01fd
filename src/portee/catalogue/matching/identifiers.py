"""Identifiers brought to one spelling, so that two records that bear the same one are seen to."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from stdnum import ean, isbn, ismn, isrc, issn
from stdnum.exceptions import ValidationError

from portee.protocols.description import Identifier

_ARK: Final = re.compile(r"ark:/?(\d{5,9})/([^\s?#]+)", re.IGNORECASE)
_DOI: Final = re.compile(r"10\.\d{4,9}/\S+")
_BOOKLAND: Final = ("978", "979")
_PPN: Final = re.compile(r"(\d{8}[\dX])\s*$")

StrongIdentifier = tuple[str, str]
"""A scheme and a value in its one spelling."""


def strong_identifiers(stated: Iterable[Identifier]) -> tuple[StrongIdentifier, ...]:
    """The identifiers that may show two records to be of one edition, sorted; wrong and cancelled ones left out.

    An EAN that is an ISBN or an ISMN is said as such, so that a bookshop's record meets a library's.
    """
    found = set()
    for one in stated:
        normalise = _RULES.get(one.scheme)
        if normalise is None or one.status != "valid":
            continue
        try:
            found.add(normalise(one.value))
        except ValidationError:
            continue
    return tuple(sorted(found))


def _isbn(value: str) -> StrongIdentifier:
    """Thirteen digits, whatever was written. Source: ISO 2108."""
    word = _first_word(value)
    # Most are written plainly; what is left to decide is one sum, six times as fast as python-stdnum.
    found = word if is_plain_isbn(word) else isbn.validate(word, convert=True)
    # An ISMN of thirteen digits passes the same check digit: 979-0 is music, never a book.
    return ("ismn" if found.startswith("9790") else "isbn", found)


def is_plain_isbn(word: str) -> bool:
    """Whether these are the thirteen digits of a right ISBN, with nothing between them."""
    if len(word) != 13 or not (word.isascii() and word.isdigit() and word.startswith(_BOOKLAND)):
        return False
    digits = [*map(int, word)]
    return (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def _ismn(value: str) -> StrongIdentifier:
    """Thirteen digits, `M` become 9790. Source: ISO 10957."""
    return "ismn", ismn.to_ismn13(ismn.validate(_first_word(value)))


def _ean(value: str) -> StrongIdentifier:
    """Thirteen digits; the twelve of an American code take a zero."""
    digits = ean.compact(_first_word(value))
    found = ean.validate(f"0{digits}" if len(digits) == 12 else digits)
    if found.startswith(("978", "979")):
        return _isbn(found)
    return "ean", found


def _issn(value: str) -> StrongIdentifier:
    """Eight characters without the hyphen. Source: ISO 3297."""
    return "issn", issn.validate(_first_word(value))


def _isrc(value: str) -> StrongIdentifier:
    """Twelve characters without hyphens. Source: ISO 3901."""
    return "isrc", isrc.validate(value.strip())


def _ark(value: str) -> StrongIdentifier:
    """Authority and name; hyphens mean nothing in an ARK, and the address before it may change.

    Source: draft-kunze-ark, section 2.
    """
    found = _ARK.search(value)
    if found is None:
        raise ValidationError
    return "ark", f"{found[1]}/{found[2].replace('-', '').rstrip('/.')}"


def _doi(value: str) -> StrongIdentifier:
    """Prefix and suffix in lower case: a DOI minds no capitals. Source: ISO 26324."""
    found = _DOI.search(value)
    if found is None:
        raise ValidationError
    return "doi", found[0].rstrip(".,;").lower()


def _ppn(value: str) -> StrongIdentifier:
    """Nine characters whose last one checks the others (modulus 11). Source: Abes, guide of the Sudoc."""
    found = _PPN.search(value.upper())
    if found is None:
        raise ValidationError
    digits = found[1]
    weighted = sum(int(d) * w for d, w in zip(digits[:8], range(9, 1, -1), strict=True))
    if "0123456789X"[-weighted % 11] != digits[8]:
        raise ValidationError
    return "ppn", digits


def _as_written(scheme: str) -> Callable[[str], StrongIdentifier]:
    def same(value: str) -> StrongIdentifier:
        kept = "".join(value.split()).upper()[:100]
        if not kept:
            raise ValidationError
        return scheme, kept

    return same


def _first_word(value: str) -> str:
    """« 2-07-036822-X (br.) » gives the number; spaces inside a number are kept together."""
    return value.partition("(")[0].strip()


_RULES: Final[dict[str, Callable[[str], StrongIdentifier]]] = {
    "isbn": _isbn,
    "ismn": _ismn,
    "ean": _ean,
    "issn": _issn,
    "isrc": _isrc,
    "ark": _ark,
    "doi": _doi,
    "ppn": _ppn,
    "frbnf": _as_written("frbnf"),
    "oclc": _as_written("oclc"),
    "rism": _as_written("rism"),
}
"""Schemes that name an edition, a platform or a fonds; a plate number or a local one does not."""
