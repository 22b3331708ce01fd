"""Lists of headings from A to Z, by reading every heading of every document."""

from collections import Counter
from collections.abc import Iterable

from portee.catalogue.search.adapters.memory_matching import Read
from portee.catalogue.search.analysis import exact_terms
from portee.catalogue.search.listing import beginnings_of, next_beginnings, order_of
from portee.catalogue.search.port import Headings, HeadingsWanted, Suggestion
from portee.catalogue.search.suggesting import Heading, headings


def listed(reads: Iterable[Read], wanted: HeadingsWanted) -> Headings:
    """Give a stretch of the headings of one kind that begin as wanted."""
    counts: Counter[Heading] = Counter()
    for read in reads:
        counts.update({one for one in headings(read.document) if one.kind is wanted.kind})
    terms = {heading: exact_terms(heading.text) for heading in counts}
    begun = Counter(one for said in terms.values() for one in beginnings_of(said))
    found = sorted(
        (order_of(said, heading.text), heading)
        for heading, said in terms.items()
        if not wanted.begins or wanted.begins in beginnings_of(said)
    )
    stretch = found[wanted.offset : wanted.offset + wanted.limit]
    return Headings(
        total=len(found),
        lines=tuple(
            Suggestion(heading.kind, heading.text, count=counts[heading]) for _, heading in stretch
        ),
        beginnings={one: begun[one] for one in next_beginnings(wanted.begins) if begun[one]},
    )
