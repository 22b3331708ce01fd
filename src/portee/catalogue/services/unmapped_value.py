"""Values that no vocabulary knows, counted as records come and go."""

from collections import Counter
from collections.abc import Iterable

from portee.catalogue.models import UnmappedValue
from portee.catalogue.storage.rows import in_chunks, insert_rows, update_rows

Change = Counter[tuple[str, str]]
"""How much to add to the count of each (vocabulary, value)."""


def count_unmapped(
    *,
    said_now: Iterable[Iterable[tuple[str, str]]],
    said_before: Iterable[Iterable[tuple[str, str]]],
) -> Change:
    """What changes when records say one thing instead of another."""
    change: Change = Counter()
    for values in said_now:
        change.update(values)
    for values in said_before:
        change.subtract(values)
    return change


def add_unmapped(*, source_id: int, change: Change) -> None:
    """Change the counts of a source; a value that nobody says any more is forgotten."""
    wanted = {key: count for key, count in change.items() if count}
    known: dict[tuple[str, str], tuple[int, int]] = {}
    rows = UnmappedValue.objects.filter(source_id=source_id)
    for chunk in in_chunks(sorted({value for _vocabulary, value in wanted})):
        for pk, vocabulary, value, count in rows.filter(value__in=chunk).values_list(
            "pk", "vocabulary", "value", "count"
        ):
            known[(vocabulary, value)] = (pk, count)
    changed = [
        (max(known[key][1] + more, 0), known[key][0])
        for key, more in wanted.items()
        if key in known
    ]
    update_rows(UnmappedValue, ("count",), [row for row in changed if row[0]])
    rows.filter(pk__in=[pk for count, pk in changed if not count]).delete()
    insert_rows(
        UnmappedValue,
        ("source_id", "vocabulary", "value", "count"),
        [
            (source_id, vocabulary, value, more)
            for (vocabulary, value), more in wanted.items()
            if (vocabulary, value) not in known and more > 0
        ],
    )
