"""The pages this process served last, so that most answers need no file."""

import threading
from collections import OrderedDict

from portee.kernel.page_cache.entry import Entry

MAX_ENTRIES = 512
MAX_BYTES = 32 * 1024 * 1024


class RecentPages:
    """At most so many pages and bytes; the one not asked for longest leaves first."""

    def __init__(self, *, max_entries: int = MAX_ENTRIES, max_bytes: int = MAX_BYTES) -> None:
        self._max_entries = max_entries
        self._max_bytes = max_bytes
        self._bytes = 0
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Entry | None:
        """The page of this key, and mark it as just asked for."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
            return entry

    def put(self, entry: Entry) -> None:
        """Remember a page, and forget others when there are too many."""
        with self._lock:
            former = self._entries.pop(entry.key, None)
            self._bytes += len(entry.body) - (len(former.body) if former else 0)
            self._entries[entry.key] = entry
            while len(self._entries) > self._max_entries or self._bytes > self._max_bytes:
                _, dropped = self._entries.popitem(last=False)
                self._bytes -= len(dropped.body)

    def __len__(self) -> int:
        return len(self._entries)
