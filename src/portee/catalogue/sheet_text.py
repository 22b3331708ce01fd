"""A mapping sheet as people write it: one line for each field or column. Pure.

    099$t = type : x → Partition ; l → Livre
    Cote = call_number
    separator = |
    option charset = windows-1252

Left of the sign, a place (`099$t`) or the name of a column; right of it, what it means, one of the targets of
docs/reference/mapping-sheet.md; after a colon, values to be read as others. `option` sets a choice of a format.
"""

from django.utils.translation import gettext as _

from portee.catalogue.sheet import SheetRefusedError
from portee.protocols.records import FieldRule, MappingSheet

ARROW = "→"
_OPTION = "option "
_SEPARATOR = "separator"
_NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " "})
"""An example copied from a page in French has them before its double signs."""


def write_sheet(sheet: MappingSheet) -> str:
    """The sheet as lines."""
    lines = [_rule_line(rule) for rule in sheet.rules]
    if sheet.separator != MappingSheet().separator:
        lines.append(f"{_SEPARATOR} = {sheet.separator}")
    lines += [f"{_OPTION}{name} = {value}" for name, value in sheet.options]
    return "\n".join(lines)


def parse_sheet(text: str) -> MappingSheet:
    """The sheet that lines say; empty lines are skipped.

    Raises: SheetRefusedError, with the number of the line.
    """
    rules: list[FieldRule] = []
    options: list[tuple[str, str]] = []
    separator = MappingSheet().separator
    for number, line in enumerate(text.translate(_NO_BREAK).splitlines(), start=1):
        if not line.strip():
            continue
        place, sign, said = (part.strip() for part in line.rpartition(" = "))
        if not sign or not place or not said:
            raise SheetRefusedError(_("Line %(line)d: write “field = meaning”.") % {"line": number})
        if place == _SEPARATOR:
            separator = said
        elif place.startswith(_OPTION):
            options.append((place.removeprefix(_OPTION).strip(), said))
        else:
            rules.append(_rule(place, said, number=number))
    return MappingSheet(rules=tuple(rules), separator=separator, options=tuple(options))


def _rule_line(rule: FieldRule) -> str:
    values = " ; ".join(f"{written} {ARROW} {read}" for written, read in rule.values)
    return f"{rule.place} = {rule.target} : {values}" if values else f"{rule.place} = {rule.target}"


def _rule(place: str, said: str, *, number: int) -> FieldRule:
    target, _colon, translations = (part.strip() for part in said.partition(" : "))
    values: list[tuple[str, str]] = []
    for one in translations.split(" ; ") if translations else []:
        written, arrow, read = (part.strip() for part in one.replace("->", ARROW).partition(ARROW))
        if not arrow or not written:
            raise SheetRefusedError(
                _("Line %(line)d: write values as “x → Score ; b → Book”.") % {"line": number}
            )
        values.append((written, read))
    return FieldRule(place=place, target=target, values=tuple(values))
