"""Step 0 to 3 of the chain: one spelling for what is written in several, then lower case without accents.

Signs that carry meaning become letters here, before anything else can throw them away. Cutting into terms is not
done here.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

_SIGN: Final = re.compile("[º№♯♭♮\\u00ad\\u200b-\\u200d\\u2060\\ufeff\\x88\\x89\\x98\\x9c]")
_SIGNS: Final = str.maketrans(
    {
        "º": "°",
        "№": "n°",
        "♯": " diese ",
        "♭": " bemol ",
        "♮": " becarre ",
        # What is not seen, and the marks of what is not sorted in titles (ISO 6630), part no word in two.
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\x88\x89\x98\x9c"),
    }
)
_LETTER: Final = re.compile("[œæßøđðłþıħŋ]")
_LETTERS: Final = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
    }
)
_LATIN_ACCENTS: Final = re.compile("[\\u0300-\\u036f]+")
# Patterns that begin with a letter are sought several times as fast as those that begin with a condition.
_NUMERO: Final = re.compile(r"n(?<=\bn)(?:°s?|o\.?(?=\s?\d))\s*")
_PLAIN_NUMERO: Final = re.compile(r"no(?<=\bno)\.?\s?\d")
_SHARP: Final = re.compile(r"\b(do|ut|r[eé]|mi|fa|sol|la|si)#", re.IGNORECASE)
_NINE_DIGITS: Final = re.compile(r"[0-9](?:[- ]?[0-9]){8}")
_CODE: Final = re.compile(r"(?:(?:97[89])[- ]?)?[0-9](?:[- ]?[0-9]){8}[- ]?[0-9Xx]\b")

_SPELT: Final = (
    *(
        ("œ", "oe"),
        ("Œ", "oe"),
        ("æ", "ae"),
        ("Æ", "ae"),
        ("’", "'"),
        ("‘", "'"),
        ("“", '"'),
        ("”", '"'),
    ),
    *((sign, "·") for sign in "–—…•"),
)
"""What ordinary French holds that is no one letter of Latin-1. Signs become one at which terms are cut as well."""

_UNSEEN: Final = b"\x88\x89\x98\x9c\xad"
_ODD: Final = "\xff"


def normalised(text: str) -> str:
    """The text in its one spelling: small letters without accents, ligatures undone, signs that count in letters.

    An ISBN loses its hyphens, and one of ten characters gains its three digits and its new check digit.
    """
    return _in_words(_letters(text))


def normalised_together(texts: Sequence[str], between: str) -> str:
    """Many texts, each `normalised`, with a sign between them over which nothing reaches: faster than one by one."""
    joined = between.join(texts)
    letters = joined.lower() if joined.isascii() else _latin_letters(joined)
    # A letter from elsewhere in one of them costs the others nothing.
    return _in_words(letters or between.join(map(_letters, texts)))


def _letters(text: str) -> str:
    """Letters and figures in their one form."""
    return text.lower() if text.isascii() else (_latin_letters(text) or _folded(text))


def _in_words(letters: str) -> str:
    """Words of signs, which come after letters and figures: « nº ⁰ » is a number too."""
    if "°" in letters or _PLAIN_NUMERO.search(letters):
        letters = _NUMERO.sub(" numero ", letters)
    if "#" in letters:
        letters = _SHARP.sub(r"\1 diese ", letters)
    return _CODE.sub(_one_number, letters) if _NINE_DIGITS.search(letters) else letters


def isbn_13(number: str) -> str:
    """The thirteen digits of an ISBN of ten or thirteen; an empty string when its check digit is wrong.

    Source: ISO 2108.
    """
    digits = re.sub(r"[^0-9x]", "", number.lower())
    if len(digits) == 13 and digits.isdecimal():
        return digits if _check_13(digits[:12]) == digits[12] else ""
    if len(digits) != 10 or not digits[:9].isdecimal():
        return ""
    total = sum(
        weight * (10 if digit == "x" else int(digit))
        for weight, digit in zip(range(10, 0, -1), digits, strict=True)
    )
    return "" if total % 11 else f"978{digits[:9]}{_check_13('978' + digits[:9])}"


def _check_13(digits: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-total % 10)


def _one_number(found: re.Match[str]) -> str:
    return isbn_13(found[0]) or found[0]


def _latin_letters(text: str) -> str:
    """What `_folded` gives of a text in the letters of French and its neighbours, byte by byte; nothing of others.

    Nearly all texts are such, and patterns over their letters were a sixth of the cost of indexing.
    """
    for sign, plain in _SPELT:
        if sign in text:
            text = text.replace(sign, plain)
    try:
        letters = text.encode("latin-1").translate(_latin_table(), _UNSEEN).decode("latin-1")
    except UnicodeEncodeError:
        return ""
    return "" if _ODD in letters else letters


@cache
def _latin_table() -> bytes:
    """For each letter of Latin-1 the one that `_folded` gives; `_ODD` where that is not one letter."""
    folded = (_folded(chr(code)) for code in range(256))
    return "".join(one if len(one) == 1 and one < _ODD else _ODD for one in folded).encode(
        "latin-1"
    )


def _folded(text: str) -> str:
    if _SIGN.search(text):
        text = text.translate(_SIGNS)
    # Decomposing undoes compatibility forms as well; doing it once and by patterns is what makes indexing fast.
    bare = _LATIN_ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower()
    if bare.isascii():
        return bare
    if _LETTER.search(bare):
        bare = bare.translate(_LETTERS)
    if bare.isascii():
        return bare
    bare = "".join(letter for letter in bare if unicodedata.category(letter) != "Mn")
    # Whatever is not Latin is put together again: syllables of Hangul fall apart when they are decomposed.
    return unicodedata.normalize("NFC", bare)
