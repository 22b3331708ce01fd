"""Step 7 of the chain: what else a word of a query may be called."""

import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files

from portee.catalogue.search.analysis.french import exact_terms

Terms = tuple[str, ...]


@cache
def synonyms() -> dict[Terms, tuple[Terms, ...]]:
    """The exact terms of each word or phrase, with those of its synonyms."""
    path = files("portee.catalogue.search.analysis") / "synonyms.toml"
    groups: list[list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))["groups"]
    found: dict[Terms, list[Terms]] = defaultdict(list)
    for group in groups:
        words = [tuple(exact_terms(word)) for word in group]
        for word in words:
            found[word] += [other for other in words if other != word]
    return {word: tuple(others) for word, others in found.items()}
