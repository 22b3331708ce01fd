"""What a supplier may be told of a person: what its sheet asks for, what she agreed to, and the values of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portee.access.models import SharingConsent, Supplier
from portee.access.queries.supplier_sheet import sheet_of
from portee.access.sheet_words import fact_label
from portee.access.sheets.fact import WITHOUT_CONSENT, Fact, Passenger
from portee.access.sheets.reading import SheetError, items_of
from portee.access.sheets.schema import AnySheet
from portee.network import api as network
from portee.people import api as people


class Sharing(StrEnum):
    """Where a person stands with what a supplier asks for beyond the identifier."""

    NOTHING = "nothing"
    TO_ASK = "to_ask"
    GIVEN = "given"
    DECLINED = "declined"


def facts_asked(sheet: AnySheet) -> tuple[Fact, ...]:
    """What leaves only with consent, each once, in the order of the sheet."""
    return tuple(
        dict.fromkeys(item.fact for item in items_of(sheet) if item.needs_consent and item.fact)
    )


def facts_required(sheet: AnySheet) -> frozenset[Fact]:
    """Those without which the supplier lets nobody in."""
    return frozenset(
        item.fact for item in items_of(sheet) if item.needs_consent and item.required and item.fact
    )


def sharing_of(*, account_id: int, supplier: Supplier, sheet: AnySheet) -> Sharing:
    """Where the person stands; no query for a sheet that asks for nothing."""
    asked = facts_asked(sheet)
    if not asked:
        return Sharing.NOTHING
    row = SharingConsent.objects.filter(account_id=account_id, supplier=supplier).first()
    if row is None or not set(asked) <= set(row.facts):
        return Sharing.TO_ASK
    if row.is_given:
        return Sharing.GIVEN
    # A supplier that lets nobody in without it is asked about again: else a "no" would close it for ever.
    return Sharing.TO_ASK if facts_required(sheet) else Sharing.DECLINED


def passenger_for(
    *,
    account_id: int,
    identifier: str,
    establishment_id: int | None,
    facts: Iterable[Fact],
    target: str = "",
) -> Passenger:
    """The values of these facts, and the identifier. At most three queries, none for the identifier alone."""
    wanted = set(facts)
    values = {Fact.IDENTIFIER: identifier, Fact.TARGET: target}
    if wanted & {Fact.NAME, Fact.EMAIL, Fact.LANGUAGE}:
        known = people.find_correspondent(account_id)
        if known is not None:
            values[Fact.NAME] = known.name
            values[Fact.EMAIL] = known.email
            values[Fact.LANGUAGE] = known.language
    if wanted & {Fact.BIRTH_YEAR, Fact.COMMUNE}:
        reader = people.read_reader(account_id)
        values[Fact.BIRTH_YEAR] = str(reader.birth_year or "")
        values[Fact.COMMUNE] = reader.commune
    if wanted & {Fact.ESTABLISHMENT, Fact.ESTABLISHMENT_NAME} and establishment_id is not None:
        for place in network.list_establishments(ids=[establishment_id]):
            values[Fact.ESTABLISHMENT] = place.code
            values[Fact.ESTABLISHMENT_NAME] = place.name
    return Passenger({fact: values.get(fact, "") for fact in wanted | WITHOUT_CONSENT})


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """An answer, as the person's page shows it."""

    supplier_code: str
    supplier_name: str
    is_given: bool
    facts: tuple[Fact, ...]

    @property
    def labels(self) -> list[str]:
        """What was asked for, in words."""
        return [fact_label(fact) for fact in self.facts]


def consents_of(account_id: int) -> list[GivenConsent]:
    """Every answer of a person, by supplier; one query. What a sheet asks for no more is not shared, nor shown."""
    rows = SharingConsent.objects.filter(account_id=account_id).select_related(
        "supplier__active_sheet"
    )
    return [
        GivenConsent(row.supplier.code, row.supplier.name, row.is_given, _still_asked(row))
        for row in rows.order_by("supplier__name", "pk")
    ]


def _still_asked(row: SharingConsent) -> tuple[Fact, ...]:
    try:
        asked = facts_asked(sheet_of(row.supplier))
    except SheetError:
        return ()
    return tuple(fact for fact in asked if fact in row.facts)
