"""Wagtail's own search, on the database it is given: what an installation of Wagtail has without an engine."""

import tempfile
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings

from benchmarks.support.search.contestant import PAGE, own_cpu_seconds
from benchmarks.support.search.documents import SIZES_OF_FACETS, Found
from portee.catalogue.search.port import Access, Document, Field

TEXTS = (Field.TITLE, Field.CONTRIBUTOR, Field.SUBJECT, Field.NOTE, Field.PUBLISHER)
BATCH = 1_000


class Modelsearch:
    """`modelsearch` with its database backend: a model, its search fields, seven plain columns to count."""

    name = "modelsearch"
    most_queries = 8

    def __init__(self, address: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="portee-bench-")
        database = {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(self._folder.name) / "bench.sqlite3"),
        }
        if address:
            said = urlsplit(address)
            database = {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": said.path.strip("/"),
                "USER": said.username or "",
                "HOST": said.hostname or "",
                "PORT": str(said.port or ""),
            }
        settings.configure(
            INSTALLED_APPS=[
                "django.contrib.contenttypes",
                "modelsearch",
                "benchmarks.support.search.notices",
            ],
            DATABASES={"default": database},
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        )
        django.setup()
        # All of Django waits for its settings.
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        call_command("migrate", run_syncdb=True, verbosity=0)
        self._pid = 0
        if address:
            connection.ensure_connection()
            self._pid = int(connection.connection.info.backend_pid)

    def fill(self, documents: Iterable[Document]) -> None:
        """Insert rows, then index them as `rebuild_modelsearch_index` does."""
        from modelsearch.backends import get_search_backend  # noqa: PLC0415

        from benchmarks.support.search.notices.models import Notice  # noqa: PLC0415

        remaining = iter(documents)
        while batch := list(islice(remaining, BATCH)):
            rows = Notice.objects.bulk_create([Notice(**_columns(one)) for one in batch])
            get_search_backend().add_bulk(Notice, rows)

    def ask(self, text: str, access: Access | None) -> Found:
        """A page, the total, and each facet, of which every one is a query more."""
        from modelsearch.backends import get_search_backend  # noqa: PLC0415

        from benchmarks.support.search.notices.models import Notice  # noqa: PLC0415

        seen = Notice.objects.all()
        if access is not None:
            seen = seen.filter(access_class__in=sorted(access.classes))
        found = get_search_backend().search(text, seen, operator="and")
        _page: Sequence[object] = list(found[:PAGE])
        counted = [found.facet(facet.value) for facet in SIZES_OF_FACETS]
        return Found(int(found.count()), sum(map(len, counted)))

    def cpu_seconds(self) -> float:
        """Processor time of this process and of the server's that answers it."""
        if not self._pid:
            return own_cpu_seconds()
        spent = Path(f"/proc/{self._pid}/schedstat").read_text(encoding="ascii").split()[0]
        return own_cpu_seconds() + int(spent) / 1e9

    def close(self) -> None:
        """Drop the database; a server's goes with the server."""
        from django.db import connection  # noqa: PLC0415

        connection.close()
        self._folder.cleanup()


def _columns(document: Document) -> dict[str, Any]:
    texts = {field.value: " ; ".join(document.texts[field]) for field in TEXTS}
    codes = {facet.value: document.facets[facet][0] for facet in SIZES_OF_FACETS}
    return {"id": document.id, "access_class": document.access_class, **texts, **codes}
