"""What must work for the site to be ready, each as one short check.

`failed` means that readers cannot be served: 503, and a balancer sends them elsewhere. `degraded` means that they
are served while somebody should look: the answer stays 200, for turning readers away would mend nothing.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

FREE_BYTES_WANTED = 512 * 1024 * 1024
"""Below this, a large upload or a night of logs could fill the disk."""

QUEUE_AGE_WANTED = timedelta(minutes=15)


class State(StrEnum):
    """How a part of the installation is."""

    OK = "ok"
    DEGRADED = "degraded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `facts` are numbers and codes, never names or paths."""

    state: State
    facts: Mapping[str, int | str] = field(default_factory=dict)


Check = Callable[[datetime], Finding]

_checks: dict[str, Check] = {}
"""The checks of other modules and contexts, in the order they were registered."""

_migrations_are_applied = False


def register_check(name: str, check: Check) -> None:
    """Add a check to `/sante/ready`; it receives the present instant and must answer within a second."""
    _checks[name] = check


def run_checks(*, now: datetime) -> dict[str, Finding]:
    """Every check, in order; once the database fails, those that need it are not tried."""
    findings = {"database": check_database(now)}
    if findings["database"].state is State.FAILED:
        return {**findings, "disk": check_disk(now)}
    for name, check in (("migrations", check_migrations), ("disk", check_disk), *_checks.items()):
        try:
            findings[name] = check(now)
        except DatabaseError as error:
            findings[name] = Finding(State.FAILED, {"reason": type(error).__name__})
    return findings


def overall_state(findings: Mapping[str, Finding]) -> State:
    """The worst state of all."""
    order = [State.OK, State.DEGRADED, State.FAILED]
    return max((finding.state for finding in findings.values()), key=order.index)


def check_database(_now: datetime) -> Finding:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Finding(State.FAILED, {"reason": type(error).__name__})
    return Finding(State.OK, {"kind": connection.vendor})


def check_migrations(_now: datetime) -> Finding:
    """Whether every migration of this version is applied; once it is, it stays so while this process lives."""
    global _migrations_are_applied  # noqa: PLW0603 - one fact per process, true for ever once true
    if not _migrations_are_applied:
        pending = pending_migrations()
        if pending:
            return Finding(State.FAILED, {"pending": len(pending)})
        _migrations_are_applied = True
    return Finding(State.OK)


def pending_migrations() -> list[str]:
    """The migrations of this version that the database has not had yet, as `context.name`."""
    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    return [f"{step.app_label}.{step.name}" for step, _ in executor.migration_plan(targets)]


def check_disk(_now: datetime) -> Finding:
    """Whether the data folder can be written and has room; pages are still served when it cannot."""
    folder = Path(settings.DATA_DIR)
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding(State.DEGRADED, {"reason": "not_writable"})
    free_bytes = shutil.disk_usage(folder).free
    state = State.OK if free_bytes >= FREE_BYTES_WANTED else State.DEGRADED
    return Finding(state, {"free_mib": free_bytes // 1024**2})
