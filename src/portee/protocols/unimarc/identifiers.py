"""Numbers and names given from outside: 003, 010–073 (036, the incipits, is music).

Source: UNIMARC Bibliographic, block 0; BnF and Sudoc for 003, 029, 033, 039.
"""

from collections.abc import Callable

from portee.protocols.description import Identifier
from portee.protocols.drafting import Block, Draft, block, joined, tidy
from portee.protocols.marc import DataField

STATUS = {"a": "valid", "y": "cancelled", "z": "wrong"}

PUBLISHER_NUMBERS = {"1": "matrix-number", "2": "plate-number"}
"""071 indicator 1; any other type is the publisher's own number."""


def ark_or_uri(address: str) -> Identifier:
    """Give the ARK an address holds, else the number of a Sudoc notice, else the address itself."""
    start = address.find("ark:/")
    if start >= 0:
        return Identifier("ark", address[start:])
    if "sudoc.fr/" in address:
        return Identifier("ppn", address.rpartition("/")[2])
    return Identifier("uri", address)


def _number(scheme: str, beside: str = "b") -> Callable[[DataField, Draft], None]:
    """Read $a (valid), $y (cancelled) and $z (wrong) as numbers of one scheme, `beside` as their qualifier."""

    def read(field: DataField, draft: Draft) -> None:
        qualifier = joined(field.all(beside), ", ")
        before = len(draft.identifiers)
        for code, text in field.subfields:
            if code in STATUS and (value := tidy(text)):
                draft.identifiers.append(Identifier(scheme, value, qualifier, STATUS[code]))
        draft.has_no_place = len(draft.identifiers) == before

    return read


def _issn(field: DataField, draft: Draft) -> None:
    for code, text in field.subfields:
        value = tidy(text)
        if value and code in STATUS:
            draft.identifiers.append(Identifier("issn", value, status=STATUS[code]))
        elif value and code == "f":
            draft.identifiers.append(Identifier("issn-l", value))


def _national(scheme: str) -> Callable[[DataField, Draft], None]:
    """Read $b as the number, $a as the country that gave it."""

    def read(field: DataField, draft: Draft) -> None:
        country = tidy(field.first("a"))
        before = len(draft.identifiers)
        for code, text in field.subfields:
            if code in "bz" and (value := tidy(text)):
                status = "wrong" if code == "z" else "valid"
                draft.identifiers.append(Identifier(scheme, value, country, status))
        draft.has_no_place = len(draft.identifiers) == before

    return read


def _other_standard(field: DataField, draft: Draft) -> None:
    scheme = tidy(field.first("2")).lower() or "other"
    _valid_or_wrong(field, draft, scheme, tidy(field.first("b")))


def _valid_or_wrong(field: DataField, draft: Draft, scheme: str, qualifier: str) -> None:
    before = len(draft.identifiers)
    for code, text in field.subfields:
        if code in "az" and (value := tidy(text)):
            draft.identifiers.append(Identifier(scheme, value, qualifier, STATUS[code]))
    draft.has_no_place = len(draft.identifiers) == before


def _persistent(field: DataField, draft: Draft) -> None:
    for code, text in field.subfields:
        if code in "az" and (value := tidy(text)):
            named = ark_or_uri(value)
            status = STATUS[code]
            draft.identifiers.append(Identifier(named.scheme, named.value, status=status))


def system_number(value: str, status: str) -> Identifier:
    """Name the number of another system by its prefix: `(OCoLC)493207367`, `FRBNF…`, else local."""
    if value[:1] == "(" and ")" in value:
        prefix, _, number = value[1:].partition(")")
        if prefix.lower() in ("ocolc", "oclc"):
            return Identifier("oclc", number.strip(), status=status)
        return Identifier("local", number.strip(), prefix, status)
    if value[:5] == "FRBNF":
        return Identifier("frbnf", value, status=status)
    if value[:4] == "OCLC" and value[4:].isdecimal():
        return Identifier("oclc", value[4:], status=status)
    return Identifier("local", value, status=status)


def _system(field: DataField, draft: Draft) -> None:
    for code, text in field.subfields:
        if code in "az" and (value := tidy(text)):
            status = "valid" if code == "a" else "cancelled"
            draft.identifiers.append(system_number(value, status))


def _former(field: DataField, draft: Draft) -> None:
    """Read 039 of the BnF: the number a record had in a former catalogue, named by $o."""
    catalogue = tidy(field.first("o"))
    numbers = [
        Identifier("local", value, catalogue) for text in field.all("a") if (value := tidy(text))
    ]
    draft.identifiers += numbers
    draft.has_no_place = not numbers


def _publisher(field: DataField, draft: Draft) -> None:
    scheme = PUBLISHER_NUMBERS.get(field.indicators[:1], "publisher-number")
    _valid_or_wrong(field, draft, scheme, joined(field.all("bc"), ", "))


def name_record(draft: Draft) -> str:
    """Give the record its identifier (001, else the ARK of 003), and the description what 001 and 003 name."""
    named: list[Identifier] = []
    if draft.source:
        named.append(ark_or_uri(draft.source))
    if draft.number[:5] == "FRBNF":
        named.append(Identifier("frbnf", draft.number))
    draft.identifiers[:0] = named
    if draft.number or not draft.source:
        return draft.number
    return named[0].value


BLOCKS: dict[str, Block] = {
    "010": block(_number("isbn"), "abyz"),
    "011": block(_issn, "afyz"),
    "013": block(_number("ismn"), "abyz"),
    "014": block(_number("article-number"), "abyz"),
    "015": block(_number("isrn"), "abyz"),
    "016": block(_number("isrc"), "abyz"),
    "017": block(_other_standard, "abz2"),
    "020": block(_national("national-bibliography"), "abz"),
    "021": block(_national("legal-deposit"), "abz"),
    "022": block(_national("government-publication"), "abz"),
    "029": block(_national("thesis-number"), "abz"),
    "033": block(_persistent, "az"),
    "035": block(_system, "az"),
    "039": block(_former, "ao"),
    "040": block(_number("coden"), "abyz"),
    "071": block(_publisher, "abcz"),
    "072": block(_number("upc", "bc"), "abcyz"),
    "073": block(_number("ean", "bc"), "abcyz"),
}
