"""Rules of retention: what is deleted when its time is over, each rule told, counted beforehand, applied.

A rule deletes; it never asks. Sources of the delays are those of the rules, in the contexts that register them.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import ngettext

from portee.kernel.actor import Actor
from portee.kernel.models import RetentionRun

logger = logging.getLogger(__name__)

MOST_BATCHES: Final = 1_000
"""Batches that one rule may take in one run: a rule that deletes what it finds again would never end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """What is deleted, after how long. `purpose` is the code of the purpose it belongs to, empty for machinery.

    `delay` runs from the moment that `what` names; zero when the row itself says until when it is worth something.
    `count` tells how many rows are due at a moment; `apply` deletes a batch of them, for whoever runs the rules, and
    gives how many, none when nothing is left.
    """

    code: str
    what: str | Promise
    delay: timedelta
    purpose: str = ""
    count: Callable[[datetime], int]
    apply: Callable[[datetime, Actor], int]

    @property
    def delay_text(self) -> str:
        """The delay in words; empty when there is none."""
        days = self.delay.days
        if days and days % 365 == 0:
            return ngettext("%(count)d year", "%(count)d years", days // 365) % {
                "count": days // 365
            }
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days} if days else ""


_rules: Final[dict[str, RetentionRule]] = {}


def register_rule(rule: RetentionRule) -> None:
    """Add a rule; the same code twice keeps the last."""
    _rules[rule.code] = rule


def rules() -> tuple[RetentionRule, ...]:
    """Every rule, by code."""
    return tuple(sorted(_rules.values(), key=lambda rule: rule.code))


def rules_of(purpose: str) -> tuple[RetentionRule, ...]:
    """The rules of a purpose."""
    return tuple(rule for rule in rules() if rule.purpose == purpose)


def count_due(*, at: datetime) -> dict[str, int]:
    """How many rows each rule would delete at that moment; nothing is written."""
    return {rule.code: rule.count(at) for rule in rules()}


def apply_rules(*, actor: Actor, at: datetime, ended_at: Callable[[], datetime]) -> RetentionRun:
    """Apply every rule, and keep what came of it: numbers only.

    A rule that fails does not stop the others: its code is kept, and what is due stays due for the next run.
    """
    counts: dict[str, int] = {}
    failed: list[str] = []
    for rule in rules():
        try:
            counts[rule.code] = _apply(rule, at, actor)
        except Exception:
            logger.exception("retention rule failed: %s", rule.code)
            failed.append(rule.code)
    logger.info("retention: %d deleted, %d rules failed", sum(counts.values()), len(failed))
    return RetentionRun.objects.create(
        started_at=at, ended_at=ended_at(), counts=counts, failed=failed
    )


def _apply(rule: RetentionRule, at: datetime, actor: Actor) -> int:
    total = 0
    for _batch in range(MOST_BATCHES):
        deleted = rule.apply(at, actor)
        total += deleted
        if not deleted:
            break
    return total


def rule_of_rows(
    *,
    code: str,
    what: str | Promise,
    delay: timedelta,
    due: Callable[[datetime], QuerySet[Any]],
    purpose: str = "",
) -> RetentionRule:
    """A rule that deletes the rows `due` picks at a moment: nothing else is to be told, nothing else goes with them."""

    def delete(at: datetime, actor: Actor) -> int:
        del actor
        rows = due(at)
        number = rows.count()
        rows.delete()
        return number

    return RetentionRule(
        code=code,
        what=what,
        delay=delay,
        purpose=purpose,
        count=lambda at: due(at).count(),
        apply=delete,
    )


@dataclass(frozen=True, slots=True)
class ToldRun:
    """A run in words: what was deleted, with numbers, and the rules that failed."""

    started_at: datetime
    deleted: tuple[tuple[str, int], ...]
    failed: tuple[str, ...]


def last_runs(number: int) -> list[ToldRun]:
    """The latest runs, the newest first. One query. A rule that is no more is told by its code."""
    words = {rule.code: str(rule.what) for rule in rules()}
    return [
        ToldRun(
            started_at=run.started_at,
            deleted=tuple(
                (words.get(code, code), count) for code, count in run.counts.items() if count
            ),
            failed=tuple(words.get(code, code) for code in run.failed),
        )
        for run in RetentionRun.objects.order_by("-started_at", "-pk")[:number]
    ]
