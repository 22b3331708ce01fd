"""The accessibility ledger: the 106 criteria of RGAA 4.1, how each is checked, and what the last audit said.

`docs/accessibility/rgaa.toml` is the ledger. A passing automatic test is a help, not an audit: conformity is counted
only from results that an audit wrote, with its date. Source: RGAA 4.1.2, method and criteria.
"""

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings


class Method(StrEnum):
    """How a criterion can be checked."""

    AUTOMATIC = "auto"
    MIXED = "semi"
    MANUAL = "manual"


class Outcome(StrEnum):
    """What the last audit said of a criterion."""

    CONFORM = "conform"
    NOT_CONFORM = "not_conform"
    NOT_APPLICABLE = "not_applicable"
    NOT_AUDITED = "not_audited"


class Level(StrEnum):
    """The legal level of the whole site."""

    TOTAL = "total"
    PARTIAL = "partial"
    NONE = "none"
    NOT_AUDITED = "not_audited"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. `tests` are `path::function` of the tests that prove a part of it."""

    number: str
    titles: dict[str, str]
    method: Method
    tests: tuple[str, ...]
    outcome: Outcome
    audited_on: date | None


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the thirteen themes, with its criteria in order."""

    number: int
    titles: dict[str, str]
    criteria: tuple[Criterion, ...]

    @property
    def tested_count(self) -> int:
        """How many criteria have at least one automatic test."""
        return sum(1 for criterion in self.criteria if criterion.tests)

    @property
    def audited_count(self) -> int:
        """How many criteria an audit has looked at."""
        return sum(1 for item in self.criteria if item.outcome != Outcome.NOT_AUDITED)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole ledger. `audited_on` is the day of the last audit, if there was one."""

    themes: tuple[Theme, ...]
    updated_on: date
    audited_on: date | None

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The 106 criteria, in order."""
        return tuple(criterion for theme in self.themes for criterion in theme.criteria)

    @property
    def tested_count(self) -> int:
        """How many criteria have at least one automatic test."""
        return sum(theme.tested_count for theme in self.themes)

    @property
    def outcomes(self) -> Counter[Outcome]:
        """How many criteria have each outcome."""
        return Counter(criterion.outcome for criterion in self.criteria)

    @property
    def conformity_percent(self) -> int | None:
        """Conform criteria over applicable ones, rounded down; nothing before a complete audit."""
        counts = self.outcomes
        applicable = counts[Outcome.CONFORM] + counts[Outcome.NOT_CONFORM]
        if self.audited_on is None or counts[Outcome.NOT_AUDITED] or not applicable:
            return None
        return 100 * counts[Outcome.CONFORM] // applicable

    @property
    def level(self) -> Level:
        """The level that the law defines: 100 % is total, 50 % and more partial, less is none."""
        percent = self.conformity_percent
        if percent is None:
            return Level.NOT_AUDITED
        if percent == 100:
            return Level.TOTAL
        return Level.PARTIAL if percent >= 50 else Level.NONE


def ledger_file() -> Path:
    """Where the ledger is kept."""
    return Path(settings.BASE_DIR) / "docs" / "accessibility" / "rgaa.toml"


@cache
def read_ledger() -> Ledger:
    """The ledger of this release."""
    return parse_ledger(ledger_file().read_text(encoding="utf-8"))


def parse_ledger(text: str) -> Ledger:
    """Read a ledger written in TOML."""
    table = tomllib.loads(text)
    return Ledger(
        themes=tuple(_theme(row) for row in table["theme"]),
        updated_on=table["updated_on"],
        audited_on=table.get("audited_on"),
    )


def _theme(row: dict[str, Any]) -> Theme:
    return Theme(
        number=row["number"],
        titles={"fr": row["fr"], "en": row["en"]},
        criteria=tuple(_criterion(line) for line in row["criterion"]),
    )


def _criterion(row: dict[str, Any]) -> Criterion:
    return Criterion(
        number=row["number"],
        titles={"fr": row["fr"], "en": row["en"]},
        method=Method(row["method"]),
        tests=tuple(row.get("tests", ())),
        outcome=Outcome(row.get("outcome", Outcome.NOT_AUDITED)),
        audited_on=row.get("audited_on"),
    )
