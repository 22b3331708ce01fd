"""The mapping sheet of a source, between its dataclass and the JSON of a column. Pure."""

from typing import Any

import msgspec

from portee.protocols.records import MappingSheet, Target

_TARGETS = frozenset(target.value for target in Target)


class SheetRefusedError(ValueError):
    """This JSON is no mapping sheet; the message says where."""


def sheet_from_json(said: Any) -> MappingSheet:
    """The sheet that a column holds; the empty object is the standard sheet.

    Raises: SheetRefusedError.
    """
    try:
        sheet = msgspec.convert(said, MappingSheet)
    except msgspec.ValidationError as error:
        raise SheetRefusedError(str(error)) from error
    refuse_unknown_targets(sheet)
    return sheet


def refuse_unknown_targets(sheet: MappingSheet) -> None:
    """Raise SheetRefusedError when a rule means something that no reader knows."""
    for rule in sheet.rules:
        if rule.target not in _TARGETS:
            raise SheetRefusedError(f"{rule.place} = {rule.target} ?")


def sheet_to_json(sheet: MappingSheet) -> dict[str, Any]:
    """The sheet as a column holds it; what is standard is left out."""
    built: dict[str, Any] = msgspec.to_builtins(sheet)
    standard: dict[str, Any] = msgspec.to_builtins(MappingSheet())
    return {name: value for name, value in built.items() if value != standard[name]}
