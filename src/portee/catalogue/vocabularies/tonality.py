"""Reads a key in words or in letters: « en ré mineur », “D minor”, `cis-Moll`, « Si♭ majeur », `D` major, `d` minor."""

import re

from portee.catalogue.vocabularies.vocabulary import vocabulary

_SIGNS = str.maketrans({"♭": " flat ", "♯": " sharp ", "#": " sharp "})
_FRENCH_SIGNS = (("flat", "bémol"), ("sharp", "dièse"))
_LEAD = re.compile(r"^(?:en|in|ton de|key of|tonalité :?)\s+", re.I)
_LETTER = re.compile(r"^([A-Ga-g])(?:([b♭#♯])|-(flat|sharp))?$")


def key_in_words(text: str) -> str:
    """The code of the key; empty when words name none. A letter alone is major when capital, minor when small."""
    keys = vocabulary("key")
    bare = _LEAD.sub("", text.strip(" .,;"))
    letter = _LETTER.match(bare)
    if letter:
        return _of_letter(letter)
    spelt = " ".join(bare.translate(_SIGNS).split())
    code = keys.from_words(spelt)
    for english, french in _FRENCH_SIGNS:
        code = code or keys.from_words(spelt.replace(english, french))
    return code


def _of_letter(letter: re.Match[str]) -> str:
    sign = letter[3] or {"b": "flat", "♭": "flat", "#": "sharp", "♯": "sharp"}.get(
        letter[2] or "", ""
    )
    mode = "major" if letter[1].isupper() else "minor"
    code = "-".join(part for part in (letter[1].lower(), sign, mode) if part)
    return code if code in vocabulary("key").entries else ""
