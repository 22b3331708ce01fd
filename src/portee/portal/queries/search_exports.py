"""Many resources as a file: a table, or references. A result is bounded: what is larger is harvested, not exported."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _

from portee.catalogue.api import Access, Query, ResourceCard, references, resource_cards, scan
from portee.kernel.spreadsheet import plain_cell
from portee.portal.queries.search_question import SearchQuestion
from portee.protocols import ris

MOST_EXPORTED: Final = 5_000
"""Resources in one file: two seconds of work, and more than anybody reads."""

CHUNK: Final = 250
BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it the usual spreadsheet program takes UTF-8 for an older alphabet."""


def export_csv(chunks: Iterable[Sequence[int]], *, language: str, base_url: str) -> Iterator[str]:
    """The lines of a table with its headings, separated by semicolons as French spreadsheets want."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    yield BYTE_ORDER_MARK
    writer.writerow(
        [
            _("Number"),
            _("Title"),
            _("Contributors"),
            _("Type of document"),
            _("Date"),
            _("Publisher"),
            _("Instruments"),
            _("Levels"),
            _("Establishments"),
            _("On line"),
            _("Address"),
        ]
    )
    for ids in chunks:
        cards = resource_cards(ids, language=language)
        for card in (cards[pk] for pk in ids if pk in cards):
            writer.writerow([plain_cell(cell) for cell in _cells(card, base_url)])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def export_ris(chunks: Iterable[Sequence[int]], *, language: str, base_url: str) -> Iterator[str]:
    """The references of resources, as reference managers take them."""
    for ids in chunks:
        found = references(ids, language=language, base_url=base_url)
        yield ris.write(found).decode()


EXPORTS: Final[Mapping[str, tuple[str, Callable[..., Iterator[str]]]]] = {
    "csv": ("text/csv; charset=utf-8", export_csv),
    "ris": ("application/x-research-info-systems; charset=utf-8", export_ris),
}
"""Each format of export: its media type, and what writes it from the ids of resources, a chunk at a time."""


def found_by(question: SearchQuestion, *, access: Access | None) -> Iterator[list[int]]:
    """The ids that a question finds, in its order, a chunk at a time; of what `access` opens, where it is given."""
    query = Query(text=question.text, filters=question.filters, access=access)
    found = islice(scan(query), MOST_EXPORTED)
    while ids := list(islice(found, CHUNK)):
        yield ids


def _cells(card: ResourceCard, base_url: str) -> list[str | int]:
    return [
        card.id,
        card.title,
        " ; ".join(card.contributors),
        card.type_label,
        card.date,
        card.publisher,
        ", ".join(card.instruments),
        ", ".join(card.levels),
        " ; ".join(card.holders),
        card.online_url,
        base_url + card.url,
    ]
