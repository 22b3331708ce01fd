"""How French names are compared: for sorting, and for finding without minding accents or capitals."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "Œ": "OE", "Æ": "AE"})
_MARKS = re.compile("[\u0300-\u036f]+")
_RARER = re.compile("[\u0483-\u1fff\u20d0-\U0010ffff]")
"""Where Unicode has other combining characters: looking at each is worth it only when there may be one."""
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")


def folded(text: str) -> str:
    """The text in lower case, ligatures opened, accents taken off: « Cœur d’Été » gives `coeur d’ete`."""
    opened = text.translate(_LIGATURES)
    if opened.isascii():
        return opened.lower()
    decomposed = _MARKS.sub("", unicodedata.normalize("NFKD", opened))
    if _RARER.search(decomposed) is not None:
        decomposed = "".join(char for char in decomposed if not unicodedata.combining(char))
    return decomposed.lower()


def search_key(text: str) -> str:
    """The words of the text, folded, one space between: hyphens and apostrophes separate words."""
    return _NOT_A_WORD.sub(" ", folded(text)).strip()


def sort_key(text: str) -> str:
    """What sorts names as a French reader expects: by letters alone first, punctuation ignored."""
    return search_key(text)
