"""Repairs to what a list says of an establishment: typography, addresses of websites, kind, time zone. Pure.

A repair never invents: capitals are lowered because they are hard to read, but an accent that the list left out is
put back only in the words of `ACCENTED`, where it cannot be wrong.
"""

import re
from urllib.parse import urlsplit

from portee.kernel.ordering import folded
from portee.network.french_words import (
    ACCENTED,
    GENERIC_WORDS,
    JOINING_WORDS,
    OVERSEAS_ZONES,
    SMALL_WORDS,
)
from portee.network.models.establishment import EstablishmentKind

_ROMAN = re.compile(r"^(?=[ivxlc]+$)(x{0,3})(ix|iv|v?i{0,3})$", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_GENERIC_FIRST = re.compile(
    r"^(bibliothèque|médiathèque|ludothèque|point[ -]lecture)\b", re.IGNORECASE
)
_HOST = re.compile(
    r"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$", re.IGNORECASE
)

CUT_AT = 58
"""The national list cuts addresses of websites at this length: what is left leads nowhere but to the home page."""
MAX_WEBSITE_CHARS = 300
LONGEST_BARE_TLD = 6
"""Without a scheme, a longer last word (« beaumont.bibenligne ») is a mistake rather than a domain."""


def mended_text(text: str) -> str:
    """One space between words, typographic apostrophes, nothing at the ends, no control character."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    return _SPACES.sub(" ", printable).strip().replace("'", "’")


def mended_name(text: str) -> str:
    """The name of a library as it would be printed on its door.

    « BIBLIOTHEQUE MUNICIPALE » gives « Bibliothèque municipale », « Bibliothèque De Malause » gives
    « Bibliothèque de Malause », « Médiathèque Intercommunale » gives « Médiathèque intercommunale ».
    """
    text = _read_aloud(mended_text(text))
    words = _WORD.sub(lambda match: _accented(match.group()), text)
    if not _GENERIC_FIRST.match(words):
        return words
    return _first_upper(_WORD.sub(lambda match: _joined(match.group()), words))


def mended_street(text: str) -> str:
    """An address line in ordinary letters: « 27 RUE ADRIEN HEBRARD » gives « 27 rue Adrien Hebrard »."""
    text = _read_aloud(mended_text(text))
    return _first_upper(_WORD.sub(lambda match: _accented(match.group()), text))


def mended_website(text: str) -> str:
    """An address one can open, or nothing.

    « www.varen.fr » gains a scheme; « oui » and e-mail addresses are left out; a cut address is taken to its host.
    """
    text = text.strip()
    if not text or "@" in text or any(char.isspace() for char in text):
        return ""
    has_scheme = re.match(r"^https?://", text, re.IGNORECASE) is not None
    try:
        parts = urlsplit(text if has_scheme else f"https://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if not _HOST.match(host) or len(text) > MAX_WEBSITE_CHARS:
        return ""
    if not has_scheme and len(host.rpartition(".")[2]) > LONGEST_BARE_TLD:
        return ""
    if len(text) == CUT_AT:
        return f"{parts.scheme}://{host}/"
    return parts._replace(netloc=f"{host}:{port}" if port else host).geturl()


def guessed_kind(name: str) -> EstablishmentKind:
    """What an establishment is, as far as its name tells."""
    words = folded(name)
    if "ludotheque" in words and "mediatheque" not in words and "bibliotheque" not in words:
        return EstablishmentKind.TOY_LIBRARY
    if "mediatheque" in words:
        return EstablishmentKind.MEDIA_LIBRARY
    if re.search(r"\b(point|relais|depot)s?[ -]+(de )?lecture\b", words):
        return EstablishmentKind.READING_POINT
    if "conservatoire" in words:
        return EstablishmentKind.CONSERVATOIRE
    return EstablishmentKind.LIBRARY


def zone_name(departement: str) -> str:
    """The time zone of a département, by its code."""
    return OVERSEAS_ZONES.get(departement, "Europe/Paris")


def _read_aloud(text: str) -> str:
    """A text all in capitals, set in ordinary letters; any other text as it is."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 4 or any(char.islower() for char in letters):
        return text
    seen = 0

    def cased(match: re.Match[str]) -> str:
        nonlocal seen
        word, seen = match.group(), seen + 1
        lower = _accented(word.lower())
        if any(char.isdigit() for char in word) or _ROMAN.match(word):
            return word
        if seen > 1 and (lower in SMALL_WORDS or lower in GENERIC_WORDS):
            return lower
        return "-".join(_first_upper(part) for part in lower.split("-"))

    return _WORD.sub(cased, text)


def _joined(word: str) -> str:
    """A word inside a name that begins with a common noun: small ones and common nouns lose their capital."""
    lower = word.lower()
    return lower if lower in GENERIC_WORDS or lower in JOINING_WORDS else word


def _accented(word: str) -> str:
    """The word with the accents it always bears, its capital kept."""
    mended = ACCENTED.get(word.lower())
    if mended is None:
        return word
    return _first_upper(mended) if word[:1].isupper() else mended


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
