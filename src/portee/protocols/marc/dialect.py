"""Tells UNIMARC from MARC21, which share their structure and most of their tags, by what a few records hold."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from portee.protocols.marc.record import Dialect

# What one of them has in nearly every record and the other never or hardly.
_UNIMARC_TAGS: Final = frozenset(
    {"101", "102", "105", "106", "152", "200", "210", "215", "461", "701", "702", "801", "995"}
)
_MARC21_TAGS: Final = frozenset(
    {"008", "040", "082", "090", "245", "260", "264", "336", "337", "338", "650", "651", "655"}
)
_MOST_OF_A_TAG: Final = 3
"""A tag repeated in every record says no more than one that is in most of them."""
_LEADER_WEIGHT: Final = 3.0


def likely_dialect(tags: Counter[str], leaders: Sequence[str]) -> Dialect:
    """Give the dialect of records by how often each tag occurs in them, and by their leaders.

    Source: UNIMARC Manual, leader/20-23 (« 450 »); MARC 21, leader/20-23 (« 4500 »).
    """
    score = float(sum(min(tags[tag], _MOST_OF_A_TAG) for tag in _UNIMARC_TAGS))
    score -= sum(min(tags[tag], _MOST_OF_A_TAG) for tag in _MARC21_TAGS)
    if leaders:
        ends = [leader.rstrip()[-4:] for leader in leaders]
        unimarc = sum(end.endswith("450") for end in ends) - ends.count("4500")
        score += _LEADER_WEIGHT * unimarc / len(leaders)
    return "unimarc" if score > 0 else "marc21"
