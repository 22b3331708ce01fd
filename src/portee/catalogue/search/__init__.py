"""Search: French analysis, queries, one port to engines, two engines. No Django here, and no table.

The rest of the catalogue hands over documents and asks queries through `port`; what a sharded engine could not do
is not in it. What is written to the index and when is decided outside. Source: docs/adr/0009, 0013.
"""
