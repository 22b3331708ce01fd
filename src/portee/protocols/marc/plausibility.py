"""Weighs a reading of bytes as text: how unlikely its accented letters, and their neighbours, are in a catalogue.

Only characters above ASCII tell one character set from another, so only they are weighed. The weights are rough costs
of a rare event; what matters is that a diacritic misread costs several times a right one.
"""

import re


def _costs(*groups: tuple[str, float]) -> dict[str, float]:
    return {letter: cost for letters, cost in groups for letter in letters}


_EASTERN_LETTERS = "čšžřýłńśćąęźżěůőűđČŠŽŘŁŚŻĆĐțșă"
_WESTERN = _costs(
    ("éèàç", 0.5),
    ("êôîâûïëùœÉ\ufe20\ufe21", 1.5),
    ("«»’°\x98\x9c", 2.0),
    ("ÀÈÊÇÔÎÂŒÛöüäñóíáúßãõʹʻʼ", 3.0),
    ("“”‘–—…©℗♯♭·®€£§¡¿\xa0", 3.5),
    ("òìøåæÅØÆÖÜÄÁÓÍÚÑğşıİḥṣṭḍṛṇʺāīūēōŌĀĪŪĒĭŭė", 4.0),
    (_EASTERN_LETTERS, 7.0),
)
_UNSAID = _WESTERN | _costs((_EASTERN_LETTERS, 4.0))
# The languages whose letters, or whose romanisation, are the eastern ones; é and è are rarer there than č and ž.
_EASTERN = _WESTERN | _costs((_EASTERN_LETTERS + "āīūēōĭŭė", 0.5), ("éèçêôâûëàîù", 4.0))
_EASTERN_LANGUAGES = frozenset(
    [
        "arm",
        "aze",
        "bel",
        "bos",
        "bul",
        "chu",
        "cze",
        "est",
        "geo",
        "hrv",
        "hun",
        "jpn",
        "kaz",
        "kir",
        "lat",
        "lav",
        "lit",
        "mac",
        "mol",
        "pol",
        "rum",
        "rus",
        "scc",
        "scr",
        "ser",
        "slo",
        "slv",
        "tat",
        "tgk",
        "tuk",
        "ukr",
        "uzb",
        "wen",
    ]
)
_LETTER = 6.0
_OTHER_SCRIPT = 0.5
"""Nothing but UTF-8 and the escapes of MARC-8 gives Greek or Chinese, and neither does by chance."""
_FIRST_OTHER_SCRIPT = "\u036f"
_SIGN = 7.0
_LOOSE_MARK = 8.0
_UNREADABLE = 10.0
_OUT_OF_CASE = 8.0
_VOWELS_IN_ROW = 4.0
_SIGN_IN_WORD = 5.0
# The code of a subfield is no letter of the word that it stands before.
_OUTSIDE = re.compile("(?:\x1f.)?(.?)([^\x00-\x7f])(?=(.?))", re.DOTALL)
# Letters that French never writes before another vowel, and that are a diacritic in the older sets.
_BEFORE_CONSONANT = frozenset("àáâãäåæèêìíòöùûüÁÂÃÈ")
_VOWELS = frozenset("aeiouyAEIOUY")
_RIGHT_PAIRS = frozenset({"ão", "äu"})
_CLOSING = frozenset("°»”’®±")
_WITHIN_WORDS = frozenset("·’ʻʼʹʺ\ufe20\ufe21")


def improbability(text: str, language: str = "") -> float:
    """Give the summed cost of the characters above ASCII of a text in NFC: the lower, the likelier the reading.

    `language` is the ISO 639-2 code that the record gives for its document, empty when it gives none.
    """
    costs = _WESTERN if language else _UNSAID
    if language in _EASTERN_LANGUAGES:
        costs = _EASTERN
    return sum(_cost_of(costs, *around) for around in _OUTSIDE.findall(text))


def _cost_of(costs: dict[str, float], before: str, char: str, after: str) -> float:
    if char == "\ufffd" or "\x80" <= char < "\xa0":
        return costs.get(char, _UNREADABLE)
    if char > _FIRST_OTHER_SCRIPT and char.isalpha() and not "\u1e00" <= char <= "\u1fff":
        return _OTHER_SCRIPT
    if char.isalpha():
        return costs.get(char, _LETTER) + _misplaced(before, char, after)
    unknown = _LOOSE_MARK if "\u0300" <= char <= "\u036f" else _SIGN
    in_word = before.isalpha() and after.isalpha() and char not in _WITHIN_WORDS
    opens = char in _CLOSING and after.isalnum() and not before.isalnum()
    return costs.get(char, unknown) + _SIGN_IN_WORD * (in_word or opens)


def _misplaced(before: str, char: str, after: str) -> float:
    """Weigh a letter by its neighbours: « litterÂature », « âEtude », « fãete » are misread diacritics."""
    out_of_case = before.islower() if char.isupper() else after.isupper()
    vowels_in_row = (
        char in _BEFORE_CONSONANT and after in _VOWELS and char + after not in _RIGHT_PAIRS
    )
    return _OUT_OF_CASE * out_of_case + _VOWELS_IN_ROW * vowels_in_row
