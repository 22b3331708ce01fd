"""Coded information: dates, readers, languages, countries, types of document and of content.

Positions count from 0 in $a. A blank or a fill (`|`), `u` where it means unknown, `x` not applicable and `y` absent say
nothing and give no term.

Source: UNIMARC Bibliographic, block 1 (100–135, 181–183).
"""

from collections.abc import Callable

from portee.protocols.description import Term
from portee.protocols.drafting import (
    NOTHING,
    Block,
    DateKind,
    Draft,
    block,
    tidy,
    years_of_codes,
)
from portee.protocols.marc import DataField
from portee.protocols.records import Remark
from portee.protocols.schemes import Scheme

DATE_KINDS = {
    "a": DateKind.OPEN,
    "b": DateKind.RANGE,
    "c": DateKind.OPEN,
    "d": DateKind.SINGLE,
    "e": DateKind.SINGLE,
    "f": DateKind.BETWEEN,
    "g": DateKind.RANGE,
    "h": DateKind.SINGLE,
    "i": DateKind.SINGLE,
    "j": DateKind.SINGLE,
    "k": DateKind.SINGLE,
}
"""100 $a/8. `e` is a reproduction: its first date is its own; `h`, `i`, `k`: the second is a copyright, a making, a
printing. `u` says that no date is known."""

UNSAID = frozenset("uxyz") | frozenset(NOTHING)


def _general(field: DataField, draft: Draft) -> None:
    """Read 100: type and dates of publication (8–16), readers (17–19)."""
    data = field.first("a")
    kind = DATE_KINDS.get(data[8:9])
    dates = data[9:17]
    if kind is None:
        draft.uncertain_years = years_of_codes(DateKind.SINGLE, dates[:4], "")
    elif draft.years is None:
        draft.years = years_of_codes(kind, dates[:4], dates[4:])
        if draft.years is None and dates[:4].strip(NOTHING + "u."):
            draft.remarks.append(Remark("impossible-date", "100$a/9-16", (dates,)))
    for code in data[17:20]:
        if code not in NOTHING and code != "u":
            draft.audiences.append(Term(Scheme.UNIMARC_AUDIENCE, code))


def _language(field: DataField, draft: Draft) -> None:
    for code, text in field.subfields:
        if code == "a" and (value := tidy(text)):
            draft.languages.append(Term(Scheme.ISO_639_2B, value.lower()))
        elif code == "c" and (value := tidy(text)):
            draft.original_languages.append(Term(Scheme.ISO_639_2B, value.lower()))


def _country(field: DataField, draft: Draft) -> None:
    """Read 102; XX (unknown) and ZZ (several) say no country."""
    for text in field.all("a"):
        value = tidy(text).upper()
        if value and value not in ("XX", "ZZ"):
            draft.countries.append(Term(Scheme.ISO_3166, value))


def _text(field: DataField, draft: Draft) -> None:
    """Read 105: forms of contents (4–7), literary form (11)."""
    data = field.first("a")
    for code in data[4:8]:
        if code not in UNSAID:
            draft.types.append(Term(Scheme.UNIMARC_105, code))
    literature = data[11:12]
    if literature and literature not in "y" + NOTHING:
        draft.genres.append(Term(Scheme.UNIMARC_105_LITERATURE, literature))


def _first(scheme: Scheme) -> Callable[[DataField, Draft], None]:
    """Read $a/0 as a type of document."""

    def read(field: DataField, draft: Draft) -> None:
        for text in field.all("a"):
            if text[0] not in NOTHING:
                draft.types.append(Term(scheme, text[0]))

    return read


def _projected(field: DataField, draft: Draft) -> None:
    """Read 115: type (0) and length in minutes (1–3)."""
    data = field.first("a")
    if data[:1] and data[0] not in NOTHING:
        draft.types.append(Term(Scheme.UNIMARC_115, data[0]))
    minutes = data[1:4]
    if minutes.isascii() and minutes.isdecimal() and int(minutes):
        draft.durations_seconds.append(int(minutes) * 60)


def _graphic(field: DataField, draft: Draft) -> None:
    """Read 116: kind of picture (0), function (16–17)."""
    data = field.first("a")
    if data[:1] and data[0] not in NOTHING:
        draft.types.append(Term(Scheme.UNIMARC_116, data[0]))
    function = data[16:18].strip(NOTHING)
    if function and function != "xx":
        draft.types.append(Term(Scheme.UNIMARC_116_FUNCTION, function))


def _map(field: DataField, draft: Draft) -> None:
    """Read 124: form of a cartographic item ($b)."""
    for text in field.all("b"):
        if text[0] not in NOTHING:
            draft.types.append(Term(Scheme.UNIMARC_124, text.strip(NOTHING)))


def _forms(isbd: Scheme, rda: Scheme) -> Callable[[DataField, Draft], None]:
    """Read 181–183: an ISBD code in $a by its first character, another list's in $c or, for carriers, in $a.

    181 $b qualifies the content: notated or performed, moving, in how many dimensions, by which senses.
    """

    def read(field: DataField, draft: Draft) -> None:
        source = tidy(field.first("2"))
        for code, text in field.subfields:
            value = tidy(text)
            if not value or value[0] in NOTHING:
                continue
            if code == "b":
                draft.types.append(Term(Scheme.ISBD_QUALIFICATION, value.rstrip(NOTHING)))
            elif code == "c" or (code == "a" and source):
                draft.types.append(Term(_rda(source, rda), value))
            elif code == "a":
                draft.types.append(Term(isbd, value if isbd is rda else value[0]))

    return read


def _rda(source: str, expected: Scheme) -> str:
    """Give the list that $2 names; a carrier under `rdamedia` is a slip of the Sudoc's exports."""
    if expected is Scheme.RDA_CARRIER or not source.startswith("rda"):
        return source if source and not source.startswith("rda") else expected
    return source


BLOCKS: dict[str, Block] = {
    "100": block(_general, "a"),
    "101": block(_language, "ac"),
    "102": block(_country, "a"),
    "105": block(_text, "a"),
    "106": block(_first(Scheme.UNIMARC_106), "a"),
    "110": block(_first(Scheme.UNIMARC_110), "a"),
    "115": block(_projected, "a"),
    "116": block(_graphic, "a"),
    "124": block(_map, "b"),
    "126": block(_first(Scheme.UNIMARC_126), "a"),
    "135": block(_first(Scheme.UNIMARC_135), "a"),
    "181": block(_forms(Scheme.ISBD_CONTENT, Scheme.RDA_CONTENT), "abc2"),
    "182": block(_forms(Scheme.ISBD_MEDIA, Scheme.RDA_MEDIA), "ac2"),
    "183": block(_forms(Scheme.RDA_CARRIER, Scheme.RDA_CARRIER), "ac2"),
}
