"""Music: incipits (036), scores (125), durations (127), form and key (128), medium of performance (145, 146).

Source: UNIMARC Bibliographic 036, 125, 127, 128, 145 (obsolete, still exported), 146; codes of instruments and forms
are IAML's. Positions of 145 and 146 agree with the Avram schema of UNIMARC (pkiraly/qa-catalogue, unimarc.json).
"""

from portee.protocols.description import Performer, Term
from portee.protocols.drafting import (
    NOTHING,
    Block,
    Draft,
    block,
    count,
    duration,
    incipit_reader,
    tidy,
)
from portee.protocols.marc import DataField
from portee.protocols.schemes import Scheme

INCIPIT = {
    "d": "instrument",
    "e": "role",
    "f": "caption",
    "g": "key",
    "m": "clef",
    "n": "key_signature",
    "o": "time_signature",
    "p": "notation",
    "t": "text",
}


def _score(field: DataField, draft: Draft) -> None:
    """Read 125: kind of score ($a/0, $c), parts ($a/1), kind of words recorded ($b)."""
    for code, text in field.subfields:
        if code == "a":
            _code(draft, Scheme.UNIMARC_125, text[:1], "x")
            _code(draft, Scheme.UNIMARC_125_PARTS, text[1:2], "x")
        elif code == "b":
            for letter in text[:2]:
                _code(draft, Scheme.UNIMARC_125_TEXT, letter, "")
        elif code == "c":
            _code(draft, Scheme.UNIMARC_125, tidy(text), "")


def _code(draft: Draft, scheme: Scheme, code: str, silent: str) -> None:
    if code and code not in NOTHING and code != silent:
        draft.types.append(Term(scheme, code))


def _form_and_key(field: DataField, draft: Draft) -> None:
    """Read 128: forms ($a), instruments of ensembles and soloists ($b, $c, obsolete), keys ($d)."""
    for code, raw in field.subfields:
        value = raw.strip(NOTHING)
        if not value:
            continue
        if code == "a":
            if value not in ("uu", "uuu"):
                draft.genres.append(Term(Scheme.IAML_GENRE, value))
        elif code == "d":
            if value[0] not in "ux":
                draft.keys.append(Term(Scheme.UNIMARC_KEY, value))
        elif code in "bc":
            _old_performers(value, code == "c", draft)


def _old_performers(value: str, is_solo: bool, draft: Draft) -> None:
    """Read runs of two letters and two digits (`btb01`, `ka01`)."""
    size = 5 if value[2:3].isalpha() else 4
    for start in range(0, len(value), size):
        part = value[start : start + size]
        letters = part[: size - 2]
        if not letters.isalpha() or letters == "uu":
            continue
        scheme = Scheme.MARC_MOP if size == 4 else Scheme.IAML_MOP
        draft.performers.append(Performer(Term(scheme, letters), count(part[size - 2 :]), is_solo))


def _former_medium(field: DataField, draft: Draft) -> None:
    """Read 145: players and ensembles ($b, $c), how many (0–1), of what (2–6), an `a` for a soloist (7).

    Before a group within an ensemble ($d) stands how many parts it has, which is no number of groups.
    """
    for code, text in field.subfields:
        term = text[2:7].rstrip(NOTHING)
        if code in "bcd" and term.strip("u"):
            is_solo = text[7:8] == "a"
            players = None if code == "d" else count(text[:2])
            draft.performers.append(Performer(Term(Scheme.IAML_MOP, term), players, is_solo))
            if code == "d" and count(text[:2]):
                draft.leave("145$d", text)
        elif code in "bcd":
            draft.leave(f"145${code}", text.strip("0u" + NOTHING))


def _medium(field: DataField, draft: Draft) -> None:
    """Read 146: soloists ($b), others ($c, $e, $f), ensembles ($d): how many (0–1), of what (2–4, details 5–7).

    Where a player has details (5–6), an ensemble has its number of parts, which no medium of ours tells.
    """
    for code, text in field.subfields:
        if code not in "bcdef":
            continue
        term = text[2 : 5 if code == "d" else 8].rstrip(NOTHING)
        if term.strip("u"):
            players = count(text[:2])
            draft.performers.append(Performer(Term(Scheme.IAML_MOP, term), players, code == "b"))
            if code == "d" and text[5:].strip(NOTHING):
                draft.leave("146$d", text)
        else:
            draft.leave(f"146${code}", text.strip("0u" + NOTHING))


BLOCKS: dict[str, Block] = {
    "036": block(incipit_reader(INCIPIT), "abcdefgmnopt2"),
    "125": block(_score, "abc"),
    "127": block(duration, "a"),
    "128": block(_form_and_key, "abcd"),
    "145": block(_former_medium, "bcd"),
    "146": block(_medium, "bcdef"),
}
