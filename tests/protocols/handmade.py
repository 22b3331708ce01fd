"""Records made by hand, one field a line: `200 1# $aTitle$eand more`; `#` is a blank indicator."""

from portee.protocols.marc import ControlField, DataField, MarcRecord

LEADER = "00000nam a2200000   450 "


def record(*written: str, leader: str = LEADER) -> MarcRecord:
    """Make a record of lines; a line without `$` is a control field, whose value starts after the tag and a space."""
    fields: list[ControlField | DataField] = []
    for text in written:
        tag, rest = text[:3], text[4:]
        if "$" not in rest:
            fields.append(ControlField(tag, rest))
            continue
        head, *parts = rest.split("$")
        indicators = head.strip().replace("#", " ").ljust(2)
        fields.append(DataField(tag, indicators, [(part[:1], part[1:]) for part in parts]))
    return MarcRecord(leader, fields)
