"""From the database to the index: what is written there of each resource, when, and by whom; and what is asked of it.

`document` says what is indexed of a resource, `reading` reads it from the tables, `outbox` remembers what changed,
`applying` and `rebuilding` write, `indexer` keeps writing, `asking` answers. Engines are those of `catalogue.search`.
"""
