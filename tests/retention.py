"""Applying one rule of retention by its code, as the nightly job applies them all."""

from datetime import datetime

from portee.kernel.actor import system_actor
from portee.kernel.personal_data import rules


def delete_due(code: str, *, at: datetime) -> int:
    """Delete what one rule finds due; how many. What it counts beforehand is what it then deletes."""
    [rule] = [rule for rule in rules() if rule.code == code]
    counted = rule.count(at)
    deleted = rule.apply(at, system_actor("test"))
    assert deleted == counted
    return deleted
