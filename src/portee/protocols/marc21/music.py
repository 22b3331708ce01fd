"""Music: incipits (031), forms (047), medium of performance (048, 382, 594 of RISM), durations (306), keys (384).

Source: MARC 21 Bibliographic 031, 047, 048, 306, 348, 380–384; RISM, Guidelines for Muscat (594).
"""

from portee.protocols.description import Location, Performer, Term
from portee.protocols.drafting import (
    Block,
    Draft,
    block,
    count,
    duration,
    incipit_reader,
    web_address,
)
from portee.protocols.marc import DataField
from portee.protocols.marc21.identifiers import RISM
from portee.protocols.marc21.punctuation import trim
from portee.protocols.schemes import Scheme

INCIPIT = {
    "d": "caption",
    "e": "role",
    "g": "clef",
    "m": "instrument",
    "n": "key_signature",
    "o": "time_signature",
    "p": "notation",
    "r": "key",
    "t": "text",
}


_notes_of_incipit = incipit_reader(INCIPIT)


def _incipit(field: DataField, draft: Draft) -> None:
    """Read 031; $u is an address, or a number in the tables of RISM."""
    _notes_of_incipit(field, draft)
    for text in field.all("u"):
        if address := web_address(text):
            draft.locations.append(Location(address, kind="part"))
        elif draft.source != RISM:
            draft.leave("031$u", text)


def _forms(field: DataField, draft: Draft) -> None:
    scheme = trim(field.first("2")) or Scheme.MARC_GENRE
    for text in field.all("a"):
        if value := trim(text):
            draft.genres.append(Term(scheme, value))


def _coded_medium(field: DataField, draft: Draft) -> None:
    """Read 048: two letters and two digits (`ka01`), soloists in $b; older records run codes together."""
    source = trim(field.first("2"))
    for code, raw in field.subfields:
        if code not in "ab":
            continue
        text = trim(raw)
        if source:
            draft.performers.append(Performer(Term(source, text), None, code == "b"))
            continue
        for start in range(0, len(text), 4):
            part = text[start : start + 4]
            if part[:2].isalpha() and len(part) >= 2:
                term = Term(Scheme.MARC_MOP, part[:2])
                draft.performers.append(Performer(term, count(part[2:]), code == "b"))


def _medium(field: DataField, draft: Draft) -> None:
    """Read 382: each medium ($a, $b soloist, $d doubling, $p alternative), with the count ($n, $e) that follows it."""
    source = trim(field.first("2"))
    scheme = source or Scheme.WORDS
    before = len(draft.performers)
    for code, raw in field.subfields:
        text = trim(raw)
        if not text:
            continue
        if code in "abdp":
            term = Term(scheme, text=text)
            draft.performers.append(Performer(term, None, code == "b"))
        elif code in "ne" and len(draft.performers) > before and count(text):
            last = draft.performers[-1]
            draft.performers[-1] = Performer(last.term, count(text), last.is_solo)
        elif code in "ne":
            draft.leave(f"382${code}", text)


def _rism_medium(field: DataField, draft: Draft) -> None:
    """Read 594 of RISM: « S (2), Coro B, vl 1, 2, b » by parts, each with its own number or count.

    A number alone is one more player of what stands before it.
    """
    draft.has_no_place = draft.source != RISM
    if draft.has_no_place:
        return
    for text in field.all("ab"):
        code = ""
        for part in text.split(","):
            words = part.strip()
            name, _, counted = words.partition("(")
            named = name.rstrip("0123456789 ")
            words = words if named else f"{code} {words}"
            code = named or code
            if code and part.strip():
                players = count(counted.rstrip(") "))
                draft.performers.append(Performer(Term(Scheme.RISM_MOP, code, words), players))
            elif part.strip():
                draft.leave("594$a", part)


def _key(field: DataField, draft: Draft) -> None:
    for text in field.all("a"):
        if value := trim(text):
            draft.keys.append(Term(Scheme.WORDS, text=value))


def _notation(field: DataField, draft: Draft) -> None:
    """Read 348: format of notated music (full score, part), a hint at the type."""
    for text in field.all("a"):
        if value := trim(text):
            draft.types.append(Term(Scheme.WORDS, text=value))


def _form_of_work(field: DataField, draft: Draft) -> None:
    for text in field.all("a"):
        if value := trim(text):
            draft.genres.append(Term(Scheme.WORDS, text=value))


BLOCKS: dict[str, Block] = {
    "031": block(_incipit, "abcdegmnoprtu2"),
    "047": block(_forms, "a2"),
    "048": block(_coded_medium, "ab2"),
    "306": block(duration, "a"),
    "348": block(_notation, "a"),
    "380": block(_form_of_work, "a"),
    "382": block(_medium, "abdenp2"),
    "384": block(_key, "a"),
    "594": block(_rism_medium, "ab"),
}
