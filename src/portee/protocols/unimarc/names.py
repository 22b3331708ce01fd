"""Persons, bodies and families with what they did: block 7; who catalogued: 801.

Source: UNIMARC Bibliographic, block 7 and Appendix C (relator codes), 801.
"""

from collections.abc import Callable

from portee.protocols.description import Contribution, Identifier, Name, Term
from portee.protocols.drafting import Block, Draft, block, tidy
from portee.protocols.marc import DataField
from portee.protocols.schemes import Scheme

LEVELS = {"0": "main", "1": "main", "2": "other", "3": "mentioned"}
"""The last digit of a tag: 0 and 1 share the work, 2 helped, 3 owned or is tied to the copy."""


def _identifiers(isni: str, authority: str, source: str) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    if isni:
        number = isni[4:].strip() if isni[:4].upper() == "ISNI" else isni
        found.append(Identifier("isni", number))
    if authority:
        scheme = "idref" if "sudoc.fr" in source else "authority"
        found.append(Identifier(scheme, authority))
    return tuple(found)


def _roles(field: DataField) -> tuple[Term, ...]:
    return tuple(
        Term(Scheme.UNIMARC_RELATOR, value)
        for code, text in field.subfields
        if code == "4" and (value := tidy(text))
    )


def _person(field: DataField, draft: Draft) -> None:
    said = dict.fromkeys("abcdfo3", "")
    for code, text in field.subfields:
        if code in said:
            value = tidy(text)
            said[code] = f"{said[code]}, {value}" if said[code] and code == "c" else value
    family, forename = said["a"], said["b"].lstrip(", ")
    text = f"{family}, {forename}" if family and forename else family or forename
    if not text:
        draft.has_no_place = True
        return
    name = Name(
        text,
        dates=said["f"].strip("<> "),
        numeration=said["d"],
        qualifier=said["c"],
        identifiers=_identifiers(said["o"], said["3"], draft.source),
    )
    draft.contributions.append(Contribution(name, _roles(field), LEVELS[field.tag[2]]))


def _body(kind: str) -> Callable[[DataField, Draft], None]:
    """Read a body or a family: subordinate bodies follow a full stop; indicator 1 tells a meeting."""

    def read(field: DataField, draft: Draft) -> None:
        names: list[str] = []
        beside: list[str] = []
        said = dict.fromkeys("dfo3", "")
        for code, raw in field.subfields:
            text = tidy(raw)
            if not text:
                continue
            if code in "ab":
                names.append(text)
            elif code in "ceg":
                beside.append(text)
            elif code in said:
                said[code] = text
        if not names:
            draft.has_no_place = True
            return
        is_meeting = kind == "corporate" and field.indicators[:1] == "1"
        name = Name(
            ". ".join(names),
            "meeting" if is_meeting else kind,
            dates=said["f"],
            numeration=said["d"],
            qualifier=", ".join(beside),
            identifiers=_identifiers(said["o"], said["3"], draft.source),
        )
        draft.contributions.append(Contribution(name, _roles(field), LEVELS[field.tag[2]]))

    return read


def _brand(field: DataField, draft: Draft) -> None:
    """Read 716: a trademark or label under which the resource came out."""
    if text := tidy(field.first("a")):
        draft.contributions.append(
            Contribution(
                Name(
                    text,
                    "corporate",
                    identifiers=_identifiers("", tidy(field.first("3")), draft.source),
                )
            )
        )


def _unstructured(field: DataField, draft: Draft) -> None:
    if text := tidy(field.first("a")):
        draft.contributions.append(Contribution(Name(text), _roles(field)))
    else:
        draft.has_no_place = True


def _agency(field: DataField, draft: Draft) -> None:
    """Read 801: the original cataloguing agency (indicator 2 = 0) before any other."""
    agency = tidy(field.first("b"))
    if agency and field.indicators[1:2] == "0":
        draft.agencies.insert(0, agency)
    elif agency:
        draft.agencies.append(agency)


_corporate = _body("corporate")
_family = _body("family")

BLOCKS: dict[str, Block] = {
    **{tag: block(_person, "abcdfo4") for tag in ("700", "701", "702", "703")},
    **{tag: block(_corporate, "abcdefgo4") for tag in ("710", "711", "712", "713")},
    **{tag: block(_family, "abcdfo4") for tag in ("720", "721", "722", "723")},
    "716": block(_brand, "a"),
    "730": block(_unstructured, "a4"),
    "801": block(_agency, "b"),
}
