"""How search is, for `/sante/ready` and for `portee doctor`."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from portee.catalogue.indexing.engine import current_engine
from portee.catalogue.indexing.outbox import Mark, count_waiting, index_state
from portee.kernel.doctor import Diagnosis, Severity
from portee.kernel.health.checks import Finding, State

SILENCE_ALLOWED: Final = timedelta(seconds=60)


def check_search(now: datetime) -> Finding:
    """Degraded while there is no index, or nobody keeps it up to date: pages are served all the same."""
    engine = current_engine()
    if not engine.generation():
        return Finding(State.DEGRADED, {"reason": "rebuilding"})
    mark = Mark.read(engine.mark())
    waiting = count_waiting(mark.change if mark else 0)
    seen_at = index_state().indexer_seen_at
    if seen_at is None:
        return Finding(State.DEGRADED, {"reason": "never_seen", "waiting": waiting})
    is_silent = now - seen_at > SILENCE_ALLOWED
    facts = {"waiting": waiting, "silent_seconds": max(0, int((now - seen_at).total_seconds()))}
    return Finding(State.DEGRADED if is_silent else State.OK, facts)


def examine_search(now: datetime) -> Iterator[Diagnosis]:
    """Whether search answers, and hears of changes."""
    found = check_search(now)
    if found.state is State.OK:
        return
    if found.facts.get("reason") == "rebuilding":
        yield Diagnosis(
            "search_index",
            Severity.WARNING,
            _("There is no index: search says that it is being rebuilt."),
            _("Start the indexer, which builds it: portee indexer (portee up starts it)"),
        )
        return
    yield Diagnosis(
        "indexer",
        Severity.WARNING,
        _("No indexer shows signs of life: search does not hear of %(count)d changes.")
        % {"count": found.facts.get("waiting", 0)},
        _("Start it: portee indexer (portee up starts it with the site)"),
    )
