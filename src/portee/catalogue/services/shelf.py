"""The records of one source that a batch may concern, as it leaves them: to which one does a content belong?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from portee.catalogue.models import Record
from portee.catalogue.storage.rows import among

NO_IDENTIFIER: Final = "sha:"


@dataclass(slots=True, eq=False)
class Known:
    """A record as the batch sees it. `id` is 0 until it is inserted."""

    id: int
    key: str
    fingerprint: str
    version_id: int
    resource_id: int | None
    last_run_id: int
    deleted_at: datetime | None
    is_repaired: bool


class Shelf:
    """The records of a source by fingerprint and by key, read by the hundred and kept true while the batch goes on."""

    def __init__(self, *, source_id: int, run_id: int) -> None:
        self._source_id = source_id
        self._run_id = run_id
        self._by_key: dict[str, Known] = {}
        self._asked_keys: set[str] = set()
        self._by_fingerprint: dict[str, list[Known]] = {}
        self._numbers: dict[str, int] = {}

    def look_up(self, *, fingerprints: Iterable[str] = (), keys: Iterable[str] = ()) -> None:
        """Read what the database has under these fingerprints and keys."""
        rows = Record.objects.filter(source_id=self._source_id)
        if wanted_contents := set(fingerprints):
            self._take(rows.filter(among("fingerprint", wanted_contents)))
        wanted = set(keys) - self._asked_keys
        self._asked_keys |= wanted
        if wanted:
            self._take(rows.filter(among("key", wanted)))

    def unseen_with(self, fingerprint: str) -> Known | None:
        """A living record with that very content that this run has not met yet."""
        found = self._with(fingerprint)
        return next((k for k in found if k.last_run_id != self._run_id and not k.deleted_at), None)

    def has_seen(self, fingerprint: str) -> bool:
        """Whether this run has met that very content already."""
        return any(known.last_run_id == self._run_id for known in self._with(fingerprint))

    def is_met(self, known: Known) -> bool:
        """Whether this run has met the record already."""
        return known.last_run_id == self._run_id

    def place_for(self, base: str) -> tuple[str, Known | None]:
        """The key under which a record goes whose identifier is `base`, and the record that is there already.

        The first record of a file that bears an identifier goes under it, the second under `#2`, and so on.
        """
        if base not in self._asked_keys:
            self.look_up(keys=[base])
        number = self._numbers.get(base, 1)
        while True:
            key = base if number == 1 else f"{base}#{number}"
            known = self._by_key.get(key)
            if known is None or not self.is_met(known):
                self._numbers[base] = number
                return key, known
            if number == 1:
                # All at once: a file may give its every record the same identifier.
                rows = Record.objects.filter(source_id=self._source_id)
                self._take(rows.filter(key__startswith=f"{base}#"))
            number += 1

    def put(self, known: Known) -> None:
        """Keep a record that the batch creates or changes."""
        known.last_run_id = self._run_id
        self._by_key[known.key] = known
        bearers = self._by_fingerprint.setdefault(known.fingerprint, [])
        if known not in bearers:
            bearers.append(known)

    def _with(self, fingerprint: str) -> list[Known]:
        # A record that the batch has changed meanwhile bears another content now.
        found = self._by_fingerprint.get(fingerprint, ())
        return [known for known in found if known.fingerprint == fingerprint]

    def _take(self, rows: QuerySet[Record]) -> None:
        columns = (
            "id",
            "key",
            "fingerprint",
            "version_id",
            "resource_id",
            "last_run_id",
            "deleted_at",
            "is_repaired",
        )
        for row in sorted(rows.values_list(*columns), key=lambda row: str(row[1])):
            if row[1] not in self._by_key:
                known = Known(*row)
                self._by_key[known.key] = known
                self._by_fingerprint.setdefault(known.fingerprint, []).append(known)
