"""tantivy, embedded: the index is a folder beside the database. No other module of Portée knows its name.

`schema` says how documents are written down, `scoring` and `matching` how plans become its queries, `state` answers,
`writing` writes, `folder` keeps generations apart. Traps of tantivy and of its binding are told where they bite.
Source: docs/adr/0009, and the search page of docs/adr for the shape of the index.
"""

from portee.catalogue.search.adapters.tantivy_index.engine import TantivyEngine

__all__ = ["TantivyEngine"]
