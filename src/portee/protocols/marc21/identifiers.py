"""Numbers and names given from outside: 001 with 003, 010–037, 074, 086, numbers of works (383).

Source: MARC 21 Bibliographic 01X–09X, 383.
"""

from collections.abc import Callable

from portee.protocols.description import Identifier
from portee.protocols.drafting import Block, Draft, block, joined
from portee.protocols.marc import DataField
from portee.protocols.marc21.punctuation import trim

STATUS = {"a": "valid", "y": "cancelled", "m": "cancelled", "z": "wrong"}

OTHER_STANDARDS = {"0": "isrc", "1": "upc", "2": "ismn", "3": "ean", "4": "sici"}
"""024 indicator 1; 7 names its scheme in $2, 8 does not say."""

PUBLISHER_NUMBERS = {"1": "matrix-number", "2": "plate-number"}
"""028 indicator 1; any other type is the publisher's own number."""

RISM = "RISM"
"""003 of the sources of the Répertoire international des sources musicales."""


def _split(text: str) -> tuple[str, str]:
    """Part « 0786251301 (Thorndike : cased) » into its number and its qualifier."""
    value, _, rest = trim(text).partition("(")
    return value.rstrip(" :"), rest.rstrip(") ")


def named_uri(address: str) -> Identifier:
    """Give the ARK or DOI an address holds, else the address itself."""
    start = address.find("ark:/")
    if start >= 0:
        return Identifier("ark", address[start:])
    start = address.find("doi.org/")
    if start >= 0:
        return Identifier("doi", address[start + 8 :])
    return Identifier("uri", address)


def _number(scheme: str) -> Callable[[DataField, Draft], None]:
    """Read $a (valid), $y or $m (cancelled) and $z (wrong) as numbers of one scheme.

    Their qualifier is $q, else what stands in brackets, else the list of $2.
    """

    def read(field: DataField, draft: Draft) -> None:
        qualifiers = joined(field.all("q"), ", ").strip("()")
        source = trim(field.first("2"))
        before = len(draft.identifiers)
        for code, text in field.subfields:
            if code in STATUS:
                value, beside = _split(text)
                if value:
                    status = STATUS[code]
                    draft.identifiers.append(
                        Identifier(scheme, value, qualifiers or beside or source, status)
                    )
        draft.has_no_place = len(draft.identifiers) == before

    return read


def _issn(field: DataField, draft: Draft) -> None:
    for code, text in field.subfields:
        value = trim(text)
        if value and code in STATUS:
            draft.identifiers.append(Identifier("issn", value, status=STATUS[code]))
        elif value and code == "l":
            draft.identifiers.append(Identifier("issn-l", value))


def _other_standard(field: DataField, draft: Draft) -> None:
    kind = field.indicators[:1]
    scheme = (
        OTHER_STANDARDS.get(kind) or (kind == "7" and trim(field.first("2")).lower()) or "other"
    )
    if kind != "7":
        draft.leave("024$2", field.first("2"))
    beside = joined(field.all("q"), ", ").strip("()")
    if not field.all("az"):
        draft.leave("024$q", beside)
    for code, text in field.subfields:
        if code not in "az":
            continue
        if scheme == "uri":
            value, status = trim(text), STATUS[code]
            if value:
                named = named_uri(value)
                draft.identifiers.append(Identifier(named.scheme, named.value, status=status))
            continue
        value, qualifier = _split(text)
        if value:
            draft.identifiers.append(Identifier(scheme, value, beside or qualifier, STATUS[code]))


def _publisher(field: DataField, draft: Draft) -> None:
    scheme = PUBLISHER_NUMBERS.get(field.indicators[:1], "publisher-number")
    qualifier = joined(field.all("bq"), ", ")
    numbers = [
        Identifier(scheme, value, qualifier) for text in field.all("a") if (value := trim(text))
    ]
    draft.identifiers += numbers
    draft.has_no_place = not numbers


def system_number(value: str, status: str = "valid") -> Identifier:
    """Name the number of another system by its prefix: `(OCoLC)493207367`."""
    if value[:1] == "(" and ")" in value:
        prefix, _, number = value[1:].partition(")")
        scheme = "oclc" if prefix.lower() == "ocolc" else "local"
        return Identifier(scheme, number.strip(), "" if scheme == "oclc" else prefix, status)
    return Identifier("local", value, status=status)


def _system(field: DataField, draft: Draft) -> None:
    for code, text in field.subfields:
        if code in "az" and (value := trim(text)):
            status = "valid" if code == "a" else "cancelled"
            draft.identifiers.append(system_number(value, status))


def _work_number(field: DataField, draft: Draft) -> None:
    """Read 383: serial number, opus and thematic catalogue of a musical work."""
    catalogue = trim(field.first("d"))
    if not field.first("c"):
        draft.leave("383$d", catalogue)
    for code, text in field.subfields:
        value = trim(text)
        if not value:
            continue
        if code == "a":
            draft.identifiers.append(Identifier("work-number", value))
        elif code == "b":
            draft.identifiers.append(Identifier("opus", value))
        elif code == "c":
            draft.identifiers.append(Identifier("thematic-catalogue", value, catalogue))


def _agency(field: DataField, draft: Draft) -> None:
    if agency := trim(field.first("a")):
        draft.agencies.append(agency)


def name_record(draft: Draft) -> str:
    """Give the record its identifier (001), and the description what 001 and 003 name together."""
    number = draft.number
    if number and draft.source == RISM:
        draft.identifiers.insert(0, Identifier("rism", number))
    elif number and draft.source == "OCoLC":
        draft.identifiers.insert(
            0, Identifier("oclc", number.removeprefix("ocm").removeprefix("ocn"))
        )
    return number


BLOCKS: dict[str, Block] = {
    "010": block(_number("lccn"), "az"),
    "015": block(_number("national-bibliography"), "aqz2"),
    "016": block(_number("national-bibliography"), "az2"),
    "017": block(_number("legal-deposit"), "aqz2"),
    "020": block(_number("isbn"), "aqz"),
    "022": block(_issn, "almyz"),
    "024": block(_other_standard, "aqz2"),
    "027": block(_number("report-number"), "aqz"),
    "028": block(_publisher, "abq"),
    "030": block(_number("coden"), "az"),
    "035": block(_system, "az"),
    "040": block(_agency, "a"),
    "074": block(_number("government-publication"), "az"),
    "086": block(_number("government-publication"), "az2"),
    "383": block(_work_number, "abcd"),
}
