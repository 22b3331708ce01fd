"""Coded information: 006, 007, 008, languages (041), countries (044), content, media and carrier (336–338).

A position means what the type of the record (leader/06–07) says. Blanks and fills (`|`) give no term.

Source: MARC 21 Bibliographic 006–008, 041–048, 336–338.
"""

from collections.abc import Callable

from portee.protocols.description import Subject, Term
from portee.protocols.drafting import NOTHING, Block, DateKind, Draft, block, years_of_codes
from portee.protocols.marc import DataField
from portee.protocols.marc21.identifiers import RISM
from portee.protocols.marc21.punctuation import trim
from portee.protocols.records import Remark
from portee.protocols.schemes import Scheme

DATE_KINDS = {
    "c": DateKind.OPEN,
    "d": DateKind.RANGE,
    "e": DateKind.SINGLE,
    "i": DateKind.RANGE,
    "k": DateKind.RANGE,
    "m": DateKind.RANGE,
    "p": DateKind.SINGLE,
    "q": DateKind.BETWEEN,
    "r": DateKind.SINGLE,
    "s": DateKind.SINGLE,
    "t": DateKind.SINGLE,
    "u": DateKind.OPEN,
}
"""008/06. `r` is a reprint: its first date is its own; `t`: the second is a copyright, as
`c` once was for what is no serial. `b`, `n` and fills say none."""

SHORTEST_008 = 38
"""Up to the language; in a shorter one blanks were lost and no position past the first date is sure."""


def _kind(leader: str) -> str:
    """Name the table of 008 that a leader calls for."""
    kind, level = leader[6:7], leader[7:8]
    if kind in "at" and kind:
        return "serial" if level in "bis" and level and kind == "a" else "book"
    if kind in "cdij" and kind:
        return "music"
    if kind in "gkor" and kind:
        return "visual"
    return "file" if kind == "m" else "other"


Position = tuple[str, int, int, Scheme]
"""The list of the draft, the first position and the one after the last, the scheme of each character."""

POSITIONS: dict[str, tuple[Position, ...]] = {
    "book": (
        ("audiences", 22, 23, Scheme.MARC21_AUDIENCE),
        ("types", 23, 24, Scheme.MARC21_008_FORM),
        ("types", 24, 28, Scheme.MARC21_008_CONTENTS),
        ("genres", 33, 34, Scheme.MARC21_008_LITERATURE),
    ),
    "serial": (
        ("types", 21, 22, Scheme.MARC21_008_SERIAL),
        ("types", 23, 24, Scheme.MARC21_008_FORM),
    ),
    "music": (
        ("types", 20, 21, Scheme.MARC21_008_MUSIC),
        ("types", 21, 22, Scheme.MARC21_008_MUSIC_PARTS),
        ("audiences", 22, 23, Scheme.MARC21_AUDIENCE),
        ("types", 23, 24, Scheme.MARC21_008_FORM),
    ),
    "visual": (
        ("audiences", 22, 23, Scheme.MARC21_AUDIENCE),
        ("types", 29, 30, Scheme.MARC21_008_FORM),
        ("types", 33, 34, Scheme.MARC21_008_VISUAL),
    ),
    "file": (
        ("audiences", 22, 23, Scheme.MARC21_AUDIENCE),
        ("types", 23, 24, Scheme.MARC21_008_FORM),
    ),
    "other": (),
}

SILENT = {
    Scheme.MARC21_008_MUSIC: "nu",
    Scheme.MARC21_008_MUSIC_PARTS: "nu",
    Scheme.MARC21_AUDIENCE: "u",
    Scheme.MARC21_008_LITERATURE: "u",
}
"""Codes for « unknown » or « not applicable »."""


def _general(value: str, draft: Draft) -> None:
    """Read 008: dates (6–14), country (15–17), language (35–37), then what the type of record has.

    RISM's exports give every source the country of its editors, so that it says nothing.
    """
    kind = DATE_KINDS.get(value[6:7])
    if kind is DateKind.OPEN and draft.leader[7:8] in ("m", "a"):
        kind = DateKind.SINGLE
    if kind is not None and draft.years is None:
        second = value[11:15] if len(value) >= SHORTEST_008 else ""
        draft.years = years_of_codes(kind, value[7:11], second)
        if draft.years is None and value[7:11].strip(NOTHING + "u"):
            draft.remarks.append(Remark("impossible-date", "008/07-14", (value[7:15],)))
    if len(value) < SHORTEST_008:
        draft.remarks.append(Remark("wrong-length", "008", (str(len(value)),)))
        return
    country = value[15:18].strip(NOTHING)
    if country and country not in ("xx", "vp") and draft.source != RISM:
        draft.countries.append(Term(Scheme.MARC_COUNTRY, country))
    language = value[35:38]
    if len(language) == 3 and language.isalpha():
        draft.languages.append(Term(Scheme.ISO_639_2B, language.lower()))
    _positions(_kind(draft.leader), value, 0, draft)


def _positions(kind: str, value: str, shift: int, draft: Draft) -> None:
    """Read the characters of a type's table; in 006 each stands 17 places earlier than in 008."""
    for name, first, end, scheme in POSITIONS[kind]:
        silent = SILENT.get(scheme, "")
        for code in value[first - shift : end - shift]:
            if code not in NOTHING and code not in silent:
                getattr(draft, name).append(Term(scheme, code))
    if kind == "music":
        form = value[18 - shift : 20 - shift].strip(NOTHING)
        if len(form) == 2 and form not in ("nn", "uu", "mu"):
            draft.genres.append(Term(Scheme.MARC_GENRE, form))
    elif kind == "visual":
        minutes = value[18 - shift : 21 - shift]
        if minutes.isascii() and minutes.isdecimal() and int(minutes):
            draft.durations_seconds.append(int(minutes) * 60)


def _additional(value: str, draft: Draft) -> None:
    """Read 006: another side of the resource, as its own leader and 008 would say it."""
    code = value[:1].strip(NOTHING)
    if code:
        draft.types.append(Term(Scheme.MARC21_006, code))
        kind = "serial" if code == "s" else _kind(f"      {code} ")
        _positions(kind, value, 17, draft)


def _physical(value: str, draft: Draft) -> None:
    if code := value[:2].strip(NOTHING):
        draft.types.append(Term(Scheme.MARC21_007, code))


CONTROL: dict[str, Callable[[str, Draft], None]] = {
    "006": _additional,
    "007": _physical,
    "008": _general,
}


def _language(field: DataField, draft: Draft) -> None:
    """Read 041: text ($a) or sung and spoken text ($d), original ($h); older records run codes together."""
    scheme = trim(field.first("2")) or Scheme.ISO_639_2B
    for code, text in field.subfields:
        if code not in "adh":
            continue
        codes = trim(text).lower()
        said = draft.original_languages if code == "h" else draft.languages
        step = 3 if len(codes) % 3 == 0 else len(codes) or 1
        for start in range(0, len(codes), step):
            said.append(Term(scheme, codes[start : start + step]))


def _country(field: DataField, draft: Draft) -> None:
    for code, text in field.subfields:
        value = trim(text)
        if value and code == "a":
            draft.countries.append(Term(Scheme.MARC_COUNTRY, value))
        elif value and code == "c":
            draft.countries.append(Term(Scheme.ISO_3166, value.upper()[-2:]))


def _area(field: DataField, draft: Draft) -> None:
    for text in field.all("a"):
        if value := trim(text).rstrip("-"):
            draft.subjects.append(Subject(value, "place", scheme="marc-gac"))


def _period(field: DataField, draft: Draft) -> None:
    """Read 045: codes of periods ($a) and dates (`d1973`, $b) of what the resource is about."""
    for text in field.all("ab"):
        if value := trim(text):
            draft.subjects.append(Subject(value, "time", scheme="marc-time"))


def _form(rda: Scheme) -> Callable[[DataField, Draft], None]:
    """Read 336–338: the code ($b) under the list of $2, else the words ($a)."""

    def read(field: DataField, draft: Draft) -> None:
        codes = [value for text in field.all("b") if (value := trim(text))]
        source = trim(field.first("2"))
        for code in codes:
            scheme = source if source and not source.startswith("rda") else rda
            draft.types.append(Term(scheme, code))
        if not codes:
            for text in field.all("a"):
                if value := trim(text):
                    draft.types.append(Term(Scheme.WORDS, text=value))

    return read


BLOCKS: dict[str, Block] = {
    "041": block(_language, "adh2"),
    "043": block(_area, "a"),
    "044": block(_country, "ac"),
    "045": block(_period, "ab"),
    "336": block(_form(Scheme.RDA_CONTENT), "ab2"),
    "337": block(_form(Scheme.RDA_MEDIA), "ab2"),
    "338": block(_form(Scheme.RDA_CARRIER), "ab2"),
}
