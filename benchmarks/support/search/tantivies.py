"""tantivy twice: behind our port, and bare, as somebody who knows it well would use it without us."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from tantivy import (
    Filter,
    Index,
    Occur,
    SchemaBuilder,
    TextAnalyzerBuilder,
    Tokenizer,
)
from tantivy import (
    Query as TantivyQuery,
)

from benchmarks.support.search.contestant import EVERY_QUERY, FACET_VALUES, PAGE, own_cpu_seconds
from benchmarks.support.search.documents import SIZES_OF_FACETS, Found
from portee.catalogue.search.adapters.tantivy_index import TantivyEngine
from portee.catalogue.search.port import Access, Document, FacetWanted, Field, Query
from portee.catalogue.search.port.document import BOOSTS

BATCH = 5_000
BARE_FIELDS = (Field.TITLE, Field.CONTRIBUTOR, Field.SUBJECT, Field.NOTE, Field.PUBLISHER)
BARE_HEAP_BYTES = 64_000_000


class Ours:
    """The port, on tantivy."""

    name = "port"
    most_queries = EVERY_QUERY

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="portee-bench-")
        self.engine = TantivyEngine(Path(self._folder.name))
        self._facets = tuple(FacetWanted(facet, limit=FACET_VALUES) for facet in SIZES_OF_FACETS)

    def fill(self, documents: Iterable[Document]) -> None:
        """Index every document, in one rebuild."""
        with self.engine.rebuild() as rebuild:
            rebuild.put(documents)
            rebuild.swap()

    def ask(self, text: str, access: Access | None) -> Found:
        """One page, with facets."""
        result = self.engine.search(
            Query(text, facets=self._facets, access=access, limit=PAGE, may_correct=False)
        )
        return Found(result.total, sum(len(values) for values in result.facets.values()))

    def cpu_seconds(self) -> float:
        """Processor time of this process."""
        return own_cpu_seconds()

    def close(self) -> None:
        """Drop the index."""
        self._folder.cleanup()


class Bare:
    """tantivy with its own French analyser, its own query parser, one facet field each."""

    name = "bare tantivy"
    most_queries = EVERY_QUERY

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="portee-bench-")
        builder = SchemaBuilder()
        builder.add_text_field("id", tokenizer_name="raw", stored=True, index_option="basic")
        builder.add_integer_field("number", fast=True)
        for field in BARE_FIELDS:
            builder.add_text_field(f"{field}_fr", tokenizer_name="french")
            builder.add_text_field(f"{field}_ex", tokenizer_name="folded")
        for facet in SIZES_OF_FACETS:
            builder.add_text_field(
                f"f_{facet}", tokenizer_name="raw", fast=True, index_option="basic"
            )
        builder.add_integer_field("year", fast=True)
        builder.add_integer_field("access_class", fast=True, indexed=True)
        self._schema = builder.build()
        self._index = Index(self._schema, self._folder.name)
        simple = TextAnalyzerBuilder(Tokenizer.simple())
        self._index.register_tokenizer(
            "folded", simple.filter(Filter.lowercase()).filter(Filter.ascii_fold()).build()
        )
        simple = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
        simple = simple.filter(Filter.stopword("french")).filter(Filter.stemmer("french"))
        self._index.register_tokenizer("french", simple.filter(Filter.ascii_fold()).build())
        self._names = [f"{field}_{view}" for field in BARE_FIELDS for view in ("fr", "ex")]
        self._boosts = {
            f"{field}_{view}": BOOSTS.get(field, 0.5) * (1.6 if view == "ex" else 1.0)
            for field in BARE_FIELDS
            for view in ("fr", "ex")
        }
        self._aggregations = {
            facet: {"terms": {"field": f"f_{facet}", "size": FACET_VALUES}}
            for facet in SIZES_OF_FACETS
        }

    def fill(self, documents: Iterable[Document]) -> None:
        """Index every document."""
        writer = self._index.writer(BARE_HEAP_BYTES, 2)
        for document in documents:
            row: dict[str, Any] = {
                "id": str(document.id),
                "number": document.id,
                "year": document.year,
                "access_class": document.access_class,
            }
            for field in BARE_FIELDS:
                row[f"{field}_fr"] = row[f"{field}_ex"] = document.texts[field]
            for facet, values in document.facets.items():
                row[f"f_{facet}"] = values
            writer.add_json(msgspec.json.encode(row).decode())
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def ask(self, text: str, access: Access | None) -> Found:
        """One page and its total, then the facets."""
        query = self._index.parse_query(
            text, self._names, field_boosts=self._boosts, conjunction_by_default=True
        )
        if access is not None:
            seen = TantivyQuery.term_set_query(self._schema, "access_class", sorted(access.classes))
            seen = TantivyQuery.const_score_query(seen, 0.0)
            query = TantivyQuery.boolean_query([(Occur.Must, query), (Occur.Must, seen)])
        searcher = self._index.searcher()
        page: Any = searcher.search(query, PAGE, count=True)
        searcher.fast_field_values("number", [address for _, address in page.hits])
        counted = searcher.aggregate(query, self._aggregations)
        return Found(page.count, sum(len(counted[facet]["buckets"]) for facet in counted))

    def cpu_seconds(self) -> float:
        """Processor time of this process."""
        return own_cpu_seconds()

    def close(self) -> None:
        """Drop the index."""
        self._folder.cleanup()
