"""What came of an import of establishments, for whoever ran it."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class ImportReport:
    """What an import did. `errors` and `skips` are (line, reason) pairs; `repaired` counts mended facts."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    repaired: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)
    skips: list[tuple[int, str]] = field(default_factory=list)
