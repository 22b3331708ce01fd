"""Tells which subfields of a record a mapping passes over: they could be taken out, or say anything else, unheard."""

from collections import Counter
from collections.abc import Callable, Iterator

from portee.protocols.drafting import Described, Technical
from portee.protocols.marc import DataField, MarcRecord
from portee.protocols.records import STANDARD_SHEET, MappingSheet

Describe = Callable[[MarcRecord, MappingSheet], Described]
OTHER = "Qwzxq 99"


def passed_over(
    record: MarcRecord, describe: Describe, technical: Technical, seen: Counter[str], most: int
) -> Iterator[tuple[str, str]]:
    """Give place and text of each subfield, technical ones apart, that changes nothing of what is told.

    `seen` counts the subfields looked at by place; no more than `most` of each are.
    """
    told = describe(record, STANDARD_SHEET)
    for place, field in enumerate(record.fields):
        if not isinstance(field, DataField):
            continue
        codes = technical.codes(field.tag)
        for at, (code, text) in enumerate(field.subfields):
            name = f"{field.tag}${code}"
            if not text.strip(" |#\x98\x9c") or code in codes or seen[name] >= most:
                continue
            seen[name] += 1
            ways = ([], [(code, OTHER)], *([(code, value)] for value in CODED.get(name, ())))
            if all(describe(_with(record, place, at, way), STANDARD_SHEET) == told for way in ways):
                yield name, text


def _with(record: MarcRecord, place: int, at: int, subfields: list[tuple[str, str]]) -> MarcRecord:
    fields = list(record.fields)
    field = fields[place]
    assert isinstance(field, DataField)
    changed = [*field.subfields[:at], *subfields, *field.subfields[at + 1 :]]
    fields[place] = DataField(field.tag, field.indicators, changed)
    return MarcRecord(record.leader, fields)


CODED = {
    "100$a": ("19991231d1877    b  y0frey50      ba",),
    "105$a": ("aaaaaaaaaaaaa",),
    "102$a": ("BF",),
    "110$a": ("aaaaaaaaaaaaa",),
    "115$a": ("c099aaaa",),
    "116$a": ("aaaaaaaaaaaaaaaaad",),
    "124$b": ("d",),
    "125$a": ("cc",),
    "128$a": ("son",),
    "128$b": ("ka09",),
    "128$c": ("ka09",),
    "128$d": ("cxm",),
    "145$b": ("09kpf  a",),
    "146$b": ("09kpf   ",),
}
"""Codes in the place of words, for fields that are read by position."""
