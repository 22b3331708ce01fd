"""The words of a relation as a filter: « Part of: Suites pour violoncelle », and not the code of it."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from portee.catalogue.models import Record, RecordIdentifier
from portee.catalogue.queries.resource_relations import KINDS

MOST_NAMED: Final = 5
"""Codes whose titles are looked up: an address may hold fifty."""


def relation_labels(values: Iterable[str]) -> dict[str, str]:
    """The words of each code of the facet of relations, with the title it leads to when the catalogue has it.

    One SQL query for each of the first codes: a search that a page offers has one or two.
    """
    wanted = list(values)
    known = {value: _label(value) for value in wanted[:MOST_NAMED]}
    return {value: known.get(value, value) for value in wanted}


def _label(value: str) -> str:
    kind, _colon, key = value.partition(":")
    if kind not in KINDS or not key:
        return value
    title = _title(key) or key.rpartition(":")[2].rpartition("/")[2]
    return _("%(kind)s: %(title)s") % {"kind": KINDS[kind], "title": title}


def _title(key: str) -> str:
    scheme, colon, identifier = key.partition(":")
    source, stroke, number = key.partition("/")
    titles = []
    if colon:
        rows = RecordIdentifier.objects.filter(
            scheme=scheme, value=identifier, record__deleted_at=None
        )
        titles = list(rows.values_list("record__resource__title", flat=True)[:1])
    elif stroke:
        records = Record.objects.filter(source__code=source, key=number, deleted_at=None)
        titles = list(records.values_list("resource__title", flat=True)[:1])
    return (titles[0] or "") if titles else ""
