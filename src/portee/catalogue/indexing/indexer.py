"""The program that keeps the index up to date: one process at a time, which others wait to replace."""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from portee.catalogue.errors import RebuildStoppedError
from portee.catalogue.indexing.applying import apply_next, forget_applied
from portee.catalogue.indexing.outbox import Mark, index_state, is_followed, sign_as_indexer
from portee.catalogue.indexing.rebuilding import Moment, drop_silent_rebuild, rebuild_index
from portee.catalogue.indexing.tree import follow_tree
from portee.catalogue.search.port import BusyError, Engine, IndexMissingError, Writer
from portee.kernel.processes.stop import StopSignal

logger = logging.getLogger(__name__)

POLL: Final = 0.1
"""Seconds between two looks at a list of changes that is empty."""

ROUND: Final = 5.0
"""Seconds between two looks at what changes seldom: the tree of establishments, the database put back, rebuilds."""

PAUSE: Final = 2.0
"""Seconds before trying again when another process writes, or something is broken."""


@dataclass(slots=True)
class _Course:
    """Where this process is."""

    mark: Mark
    tree: Mapping[int, str]
    looked_at: float


class Indexer:
    """Brings changes to the index until asked to stop; the batch in hand is committed first."""

    def __init__(self, *, engine: Engine, stop: StopSignal, moment: Moment) -> None:
        self._engine = engine
        self._stop = stop
        self._moment = moment
        self._said = ""

    def run(self) -> None:
        """Work until asked to stop, whatever breaks meanwhile."""
        while not self._stop.requested:
            try:
                self._follow()
            except BusyError:
                self._say("another process writes the index")
                self._stop.wait(PAUSE)
            except IndexMissingError:
                # Replaced by a rebuild, or deleted: the next turn opens the new one, or makes one.
                continue
            except RebuildStoppedError:
                self._stop.wait(PAUSE)
            except (DatabaseError, InterfaceError) as error:
                self._say("the database is away", error)
                connection.close()
                self._stop.wait(PAUSE)
            except (OSError, ValueError) as error:
                # A full disk, a file that cannot be read: what was not committed is done again.
                self._say("the index cannot be written", error)
                self._stop.wait(PAUSE)
        connection.close()

    def _follow(self) -> None:
        """Be the writer, until the index goes or somebody asks to stop."""
        self._make_followed()
        with self._engine.writer() as writer:
            mark = Mark.read(self._engine.mark())
            if mark is None or not is_followed(mark):
                return
            course = _Course(mark=mark, tree=follow_tree(), looked_at=time.monotonic())
            sign_as_indexer(at=self._moment())
            self._said = ""
            logger.info("indexer started")
            while not self._stop.requested:
                self._turn(writer, course)

    def _turn(self, writer: Writer, course: _Course) -> None:
        if time.monotonic() - course.looked_at > ROUND:
            self._look_around(course)
        reached = apply_next(
            writer, mark=course.mark, tree=course.tree, today=self._moment().date()
        )
        if reached is not None:
            course.mark = reached
            forget_applied(self._engine)
        elif self._engine.mark() != str(course.mark):
            raise IndexMissingError("The index was replaced.")
        else:
            self._stop.wait(POLL)

    def _look_around(self, course: _Course) -> None:
        close_old_connections()
        now = self._moment()
        sign_as_indexer(at=now)
        drop_silent_rebuild(at=now)
        if not is_followed(course.mark):
            raise IndexMissingError("The database is not the one of this index any more.")
        if index_state().tree_is_stale:
            course.tree = follow_tree()
        course.looked_at = time.monotonic()

    def _make_followed(self) -> None:
        """See that there is an index that changes can be brought to."""
        mark = Mark.read(self._engine.mark())
        if mark is not None and is_followed(mark):
            return
        started = time.monotonic()
        rebuild_index(
            self._engine,
            today=self._moment().date(),
            moment=self._moment,
            must_stop=lambda: self._stop.requested,
        )
        logger.info("index rebuilt", extra={"seconds": round(time.monotonic() - started, 1)})

    def _say(self, what: str, error: Exception | None = None) -> None:
        """Log once what goes on for long."""
        if what != self._said:
            logger.warning(what, extra={"error": type(error)} if error else None)
            self._said = what
