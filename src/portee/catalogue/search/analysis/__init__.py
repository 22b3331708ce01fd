"""French words brought to the terms that are indexed and sought: pure code, the same for every engine.

Two views of a text: `exact_terms` (folded, nothing removed) and `french_terms` (no stop words, stemmed). Which fields
get which view, and what a query asks of them, is said elsewhere. Source: docs/adr/0013.
"""

from portee.catalogue.search.analysis.french import (
    KEPT_STEMS,
    exact_terms,
    french_terms,
    in_parts,
    is_stop_word,
    stem,
    terms_in_parts,
    terms_of,
)
from portee.catalogue.search.analysis.normalisation import normalised
from portee.catalogue.search.analysis.synonyms import synonyms

__all__ = [
    "KEPT_STEMS",
    "exact_terms",
    "french_terms",
    "in_parts",
    "is_stop_word",
    "normalised",
    "stem",
    "synonyms",
    "terms_in_parts",
    "terms_of",
]
