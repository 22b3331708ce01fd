"""Whole pages kept for visitors: a page costs milliseconds to draw and a fraction of one to repeat.

A view opts in with `cached_for_visitors`; `middleware` serves visitors without session or database; `purge`, called
by handlers of domain events, makes every kept page stale at once in all processes. Losing the whole cache is always
correct, only slower. Nothing drawn for somebody signed in is ever kept.
"""

from portee.kernel.page_cache.opt_in import cached_for_visitors
from portee.kernel.page_cache.store import purge

__all__ = ["cached_for_visitors", "purge"]
