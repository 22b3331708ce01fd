"""What binds a person to establishments, for whoever decides what opens to them."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import CharField, DateField, F, IntegerField, Value
from django.db.models.functions import TruncDate

from portee.kernel.actor import RoleKind
from portee.people.ages import may_be_under_consent_age
from portee.people.models import Account, Membership, ReaderCard, Registration, Role

CARD: Final = "card"
"""What stands in the place of a role for the rows of cards, which bind nobody to anything."""


@dataclass(frozen=True, slots=True)
class ReaderTie:
    """A membership, or a role, over or not; both days belong to it. `path` is the place of its node in the tree."""

    role: RoleKind | None
    establishment_id: int
    path: str
    start_date: date
    end_date: date | None


@dataclass(frozen=True, slots=True)
class ReaderFacts:
    """A person, as rights are decided. The year of birth and the commune are those last given, by a
    request or else by a list; None or empty: unknown.

    `is_active` is false for an account that was closed, or that is there no more.
    """

    account_id: int
    is_active: bool
    birth_year: int | None
    commune: str
    ties: tuple[ReaderTie, ...]


def read_reader(account_id: int) -> ReaderFacts:
    """What is known of a person's ties, age and commune, by cards and lists too: one query, past ties included."""
    memberships = Membership.objects.filter(account_id=account_id).values_list(
        Value("", output_field=CharField()),
        "establishment_id",
        "establishment__path",
        "start_date",
        "end_date",
        "registration__birth_year",
        "registration__commune",
        "account__is_active",
        "pk",
    )
    roles = Role.objects.filter(account_id=account_id).values_list(
        F("kind"),
        "establishment_id",
        "establishment__path",
        "start_date",
        "end_date",
        Value(None, output_field=IntegerField()),
        Value("", output_field=CharField()),
        "account__is_active",
        "pk",
    )
    cards = ReaderCard.objects.filter(account_id=account_id).values_list(
        Value(CARD, output_field=CharField()),
        "establishment_id",
        "establishment__path",
        TruncDate("changed_at"),
        Value(None, output_field=DateField()),
        "birth_year",
        "commune",
        "account__is_active",
        "pk",
    )
    rows: list[tuple[Any, ...]] = list(memberships.union(roles, cards, all=True))
    # Whoever is bound to nothing may still have an account.
    is_active = (
        rows[0][7] if rows else Account.objects.filter(pk=account_id, is_active=True).exists()
    )
    # In the order in which they were given: who renews corrects what was said before. What the lists of
    # establishments say stands for what nobody was asked.
    said = [
        *sorted((row for row in rows if row[0] == CARD), key=lambda row: (row[3], row[8])),
        *sorted((row for row in rows if not row[0]), key=lambda row: row[8]),
    ]
    return ReaderFacts(
        account_id=account_id,
        is_active=bool(is_active),
        birth_year=_last(said, 5),
        commune=_last(said, 6) or "",
        ties=tuple(
            ReaderTie(RoleKind(row[0]) if row[0] else None, row[1], row[2], row[3], row[4])
            for row in rows
            if row[0] != CARD
        ),
    )


def is_child(account_id: int, *, on: date) -> bool:
    """Whether the year of birth last given, by a request or a list, is that of somebody who may be under fifteen.

    Unknown is no: a list does not always say it. At most two queries.
    """
    asked = Registration.objects.filter(account=account_id).order_by("-pk")
    listed = ReaderCard.objects.filter(account=account_id, birth_year__isnull=False)
    year = (
        asked.values_list("birth_year", flat=True).first()
        or listed.order_by("-changed_at").values_list("birth_year", flat=True).first()
    )
    return year is not None and may_be_under_consent_age(year, on=on)


def _last(rows: list[tuple[Any, ...]], column: int) -> Any:
    return next((row[column] for row in reversed(rows) if row[column]), None)
