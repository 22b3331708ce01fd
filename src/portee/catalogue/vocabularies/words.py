"""How words are compared: without capitals, accents, ligatures, punctuation, and with or without their plural."""

import re
from functools import lru_cache

from portee.kernel.ordering import search_key

_SHORTEST_PLURAL = 4
_PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """The words of a text as they are compared: « Chœur d’enfants » gives `choeur d enfants`."""
    return search_key(text)


def singular(text: str) -> str:
    """The folded text with each word's plural ending taken off; only meant to be compared with its like."""
    return " ".join(_singular(word) for word in text.split())


def _singular(word: str) -> str:
    if len(word) >= _SHORTEST_PLURAL and word[-1] in "sx" and not word.endswith("ss"):
        return word[:-1]
    return word


def without_parentheses(text: str) -> str:
    """« Rock (musique) » gives « Rock »."""
    return _PARENTHESIS.sub("", text).strip() if "(" in text or "[" in text else text
