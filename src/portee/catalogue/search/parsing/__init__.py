"""From what a reader typed to what an engine looks for; it never fails, and what it gives is bounded."""

from portee.catalogue.search.parsing.expression import SCOPES, Chunk, parse
from portee.catalogue.search.parsing.plan import Clause, Option, Plan, View, plan

__all__ = ["SCOPES", "Chunk", "Clause", "Option", "Plan", "View", "parse", "plan"]
