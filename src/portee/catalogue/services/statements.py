"""What records state in tables of their own: identifiers, holdings, items; written and forgotten by the hundred."""

from collections.abc import Iterable, Sequence

from portee.catalogue.matching.identifiers import StrongIdentifier
from portee.catalogue.models import Holding, Item, RecordIdentifier
from portee.catalogue.services.run_facts import RunFacts
from portee.catalogue.storage.rows import allocate_ids, delete_rows, in_chunks, insert_rows
from portee.protocols.description import Item as StatedItem

Statement = tuple[int, Sequence[StrongIdentifier], Sequence[StatedItem]]
"""A record, its identifiers, its items."""

_ITEM_COLUMNS = (
    "collection",
    "location",
    "call_number",
    "barcode",
    "kind",
    "note",
    "statement",
    "loan",
    "availability",
)


def write_statements(statements: Sequence[Statement], *, facts: RunFacts) -> None:
    """Write the identifiers, holdings and items of records that have none in the tables."""
    insert_rows(
        RecordIdentifier,
        ("record_id", "scheme", "value"),
        [
            (record_id, scheme, value)
            for record_id, identifiers, _ in statements
            for scheme, value in identifiers
        ],
    )
    _insert_holdings(statements, facts=facts)


def remove_statements(record_ids: Iterable[int]) -> None:
    """Forget the identifiers, holdings and items of records: they changed, or are gone."""
    wanted = sorted(record_ids)
    delete_rows(RecordIdentifier, "record_id", wanted)
    holdings = [
        holding_id
        for chunk in in_chunks(wanted)
        for holding_id in Holding.objects.filter(record_id__in=chunk).values_list("pk", flat=True)
    ]
    delete_rows(Item, "holding_id", holdings)
    delete_rows(Holding, "id", holdings)


def _insert_holdings(statements: Sequence[Statement], *, facts: RunFacts) -> None:
    """One holding for each establishment that a record names, with its items; else one for that of the run."""
    wanted: list[tuple[int, str, list[StatedItem]]] = []
    for record_id, _identifiers, items in statements:
        by_code: dict[str, list[StatedItem]] = {}
        for item in items:
            by_code.setdefault(_cut(item.establishment, 100), []).append(item)
        if not by_code and facts.establishment_id is not None:
            by_code[""] = []
        wanted.extend((record_id, code, found) for code, found in by_code.items())
    holding_ids = allocate_ids(Holding, len(wanted))
    insert_rows(
        Holding,
        ("id", "record_id", "establishment_id", "establishment_code"),
        [
            (holding_id, record_id, facts.establishment_of(code), code)
            for holding_id, (record_id, code, _found) in zip(holding_ids, wanted, strict=True)
        ],
    )
    insert_rows(
        Item,
        ("holding_id", *_ITEM_COLUMNS),
        [
            (holding_id, *_item_row(item))
            for holding_id, (_record_id, _code, found) in zip(holding_ids, wanted, strict=True)
            for item in found
        ],
    )


def _item_row(item: StatedItem) -> tuple[str, ...]:
    return (
        _cut(item.collection, 200),
        _cut(item.location, 200),
        _cut(item.call_number, 200),
        _cut(item.barcode, 100),
        _cut(item.kind, 200),
        _cut(item.note, 5_000),
        _cut(item.statement, 5_000),
        _cut(item.loan, 200),
        _cut(item.availability, 200),
    )


def _cut(text: str, length: int) -> str:
    """The text as its column takes it; the whole of it stays in the description."""
    if len(text) <= length and "\0" not in text:
        return text
    return text.replace("\0", "")[:length]
