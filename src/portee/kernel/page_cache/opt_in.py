"""How a view says that visitors may share its page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.http.response import HttpResponseBase

V = TypeVar("V", bound=Callable[..., HttpResponseBase])

ATTRIBUTE = "page_cache_rule"


@dataclass(frozen=True, slots=True)
class CacheRule:
    """How long a page is kept, in seconds, and the parameters of the address that change it."""

    seconds: int
    parameters: frozenset[str]


def cached_for_visitors(*, seconds: int = 60, parameters: tuple[str, ...] = ()) -> Callable[[V], V]:
    """Let visitors share the page of this view for a while, or until `purge`.

    The page must depend on nothing but the address, the language and the reading comfort. A request with a
    parameter outside `parameters` is answered without the cache, so that invented addresses cannot fill it.
    """
    rule = CacheRule(seconds=seconds, parameters=frozenset(parameters))

    def mark(view: V) -> V:
        @wraps(view)
        def marked(*arguments: Any, **keywords: Any) -> HttpResponseBase:
            return view(*arguments, **keywords)

        setattr(marked, ATTRIBUTE, rule)
        return marked  # type: ignore[return-value] # The wrapper takes and gives what the view does.

    return mark


def rule_of(view: Callable[..., Any]) -> CacheRule | None:
    """The rule of a view, or None when it did not opt in; decorators around it keep the mark."""
    rule: CacheRule | None = getattr(view, ATTRIBUTE, None)
    return rule
