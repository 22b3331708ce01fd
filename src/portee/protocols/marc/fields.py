"""Parts the text of each field into indicators and subfields, as every way of writing MARC does."""

from portee.protocols.marc.record import ControlField, DataField
from portee.protocols.records import Remark

FIELD_END = "\x1e"
SUBFIELD = "\x1f"


def fields_of(
    tags: list[str], texts: list[str], remarks: list[Remark]
) -> list[ControlField | DataField]:
    """Give the fields of these tags and texts, and add to `remarks` what is not as the standard has it.

    Remarks, with the tag: `subfields-in-control-field`, `wrong-indicators`, `no-subfield`.
    """
    fields: list[ControlField | DataField] = []
    for tag, text in zip(tags, texts, strict=True):
        if tag[:2] == "00":
            fields.append(
                ControlField(tag, text if SUBFIELD not in text else _value(tag, text, remarks))
            )
            continue
        indicators, *pieces = text.split(SUBFIELD)
        if not pieces and not tag.isdigit():
            # FMT, LKR…: what some systems add of their own.
            fields.append(ControlField(tag, text))
            continue
        if len(indicators) != 2 or not pieces:
            indicators = _indicators(tag, indicators, pieces, remarks)
        fields.append(
            DataField(tag, indicators, [(piece[0], piece[1:]) for piece in pieces if piece])
        )
    return fields


def _value(tag: str, text: str, remarks: list[Remark]) -> str:
    """Give the value of a control field that was written with indicators and subfields."""
    remarks.append(Remark("subfields-in-control-field", tag))
    return "".join(piece[1:] for piece in text.split(SUBFIELD)[1:])


def _indicators(tag: str, found: str, pieces: list[str], remarks: list[Remark]) -> str:
    """Give two indicators where there were more or fewer, and say so."""
    code = "wrong-indicators" if pieces else "no-subfield"
    remarks.append(Remark(code, tag, (found,)))
    return f"{found:2}"[:2]
