"""What a guardian sees of a child, and the child of it: the same facts, from the same place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from portee.kernel.actor import STAFF_ROLES
from portee.people.ages import may_be_under_consent_age
from portee.people.models import (
    Account,
    GuardianLink,
    Membership,
    ReaderCard,
    Registration,
    RegistrationState,
    Role,
)

MOST: Final = 20
"""Registrations of one child that are shown, the latest first."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Whether somebody answers for children, and whether somebody answers for her."""

    has_children: bool
    has_guardians: bool


@dataclass(frozen=True, slots=True)
class SeenChild:
    """A child as both see her: where she is registered, what waits for an answer, what holds.

    `may_act`: the guardian may withdraw, take away, erase. `shows_all` is false
    once a young person of fifteen hid her requests and limits.
    """

    link: GuardianLink
    memberships: Sequence[Membership]
    requests: Sequence[Registration]
    may_act: bool
    may_be_left: bool

    @property
    def shows_all(self) -> bool:
        """Whether requests and limits are shown to the guardian."""
        return self.may_act or not self.link.is_hidden


def may_have_guardian(account_id: int, *, on: date) -> bool:
    """Whether somebody may answer for her: no role of staff, and no year of birth given that makes her fifteen.

    At most three queries.
    """
    if is_staff(account_id, on=on):
        return False
    asked = Registration.objects.filter(account=account_id).values_list("birth_year", flat=True)
    listed = ReaderCard.objects.filter(account=account_id, birth_year__isnull=False)
    years = [*asked, *listed.values_list("birth_year", flat=True)]
    return all(may_be_under_consent_age(year or 0, on=on) for year in years)


def is_staff(account_id: int, *, on: date) -> bool:
    """Whether she holds a role of staff, or will. One query."""
    roles = Role.objects.filter(account=account_id, kind__in=[kind.value for kind in STAFF_ROLES])
    return roles.not_ended(on=on).exists()


def guardian_ties(account_id: int) -> Ties:
    """On which side of a link somebody stands. One query."""
    rows = GuardianLink.objects.filter(Q(child=account_id) | Q(guardian=account_id))
    found = list(rows.values_list("child_id", "guardian_id"))
    return Ties(
        has_children=any(guardian == account_id for _child, guardian in found),
        has_guardians=any(child == account_id for child, _guardian in found),
    )


def children_of(account_id: int, *, on: date) -> list[SeenChild]:
    """The children for whom somebody answers, in the order of their names. Three queries, however many."""
    links = GuardianLink.objects.filter(guardian=account_id).select_related("child")
    return _seen(list(links.order_by("child__display_name", "pk")), on=on)


def find_child(link_id: int, *, guardian_id: int | None, on: date) -> SeenChild | None:
    """One of them; None for anybody else than the guardian. Three queries."""
    rows = GuardianLink.objects.filter(pk=link_id, guardian=guardian_id).exclude(guardian=None)
    return next(iter(_seen(list(rows.select_related("child")), on=on)), None)


def guardians_of(account_id: int, *, on: date) -> list[SeenChild]:
    """What each guardian sees of somebody, the first consent first. Three queries."""
    links = GuardianLink.objects.filter(child=account_id).select_related("child", "guardian")
    return _seen(list(links.order_by("consented_at", "pk")), on=on)


def _seen(links: list[GuardianLink], *, on: date) -> list[SeenChild]:
    accounts = {link.child_id: link.child for link in links}
    memberships: dict[int, list[Membership]] = {pk: [] for pk in accounts}
    requests: dict[int, list[Registration]] = {pk: [] for pk in accounts}
    if not links:
        return []
    rows = Membership.objects.filter(account__in=accounts).select_related("establishment")
    for one in rows.order_by("-end_date", "-pk"):
        memberships[one.account_id].append(one)
    for pk, asked in _requests(accounts):
        requests[pk].append(asked)
    return [
        SeenChild(
            link=link,
            memberships=memberships[link.child_id][:MOST],
            requests=requests[link.child_id][:MOST],
            may_act=link.may_act(on=on),
            may_be_left=link.may_be_left(on=on),
        )
        for link in links
    ]


def _requests(accounts: dict[int, Account]) -> list[tuple[int, Registration]]:
    """The requests of each that were not accepted, with whose they are."""
    numbers = {account.email.lower(): pk for pk, account in accounts.items()}
    mine = Q(account__in=accounts)
    for email in numbers:
        mine |= Q(email__iexact=email)
    rows = Registration.objects.filter(mine).exclude(state=RegistrationState.ACCEPTED)
    found = rows.select_related("establishment").order_by("-submitted_at", "-pk")
    return [(one.account_id or numbers[one.email.lower()], one) for one in found]
