"""What a guardian sees of a child, and the child of it: the same facts, from the same place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from django.db.models import Q

from portee.kernel.actor import STAFF_ROLES
from portee.kernel.ordering import search_key
from portee.people.ages import may_be_under_consent_age
from portee.people.models import (
    GuardianLink,
    Membership,
    ReaderCard,
    Registration,
    RegistrationState,
    Role,
)

MOST: Final = 20
"""Registrations of one child that are shown, the latest first."""

_BROUGHT: Final = ("child", "guardian", "registration")
"""What a link brings with it, to tell whose requests are."""

Facts = tuple[str, str, int]
"""What tells the request of a child without an address: her guardian's, her name, her year of birth."""


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
    links = GuardianLink.objects.filter(guardian=account_id).select_related(*_BROUGHT)
    return _seen(list(links.order_by("child__display_name", "pk")), on=on)


def find_child(link_id: int, *, guardian_id: int | None, on: date) -> SeenChild | None:
    """One of them; None for anybody else than the guardian. Three queries."""
    rows = GuardianLink.objects.filter(pk=link_id, guardian=guardian_id).exclude(guardian=None)
    return next(iter(_seen(list(rows.select_related(*_BROUGHT)), on=on)), None)


def guardians_of(account_id: int, *, on: date) -> list[SeenChild]:
    """What each guardian sees of somebody, the first consent first. Three queries."""
    links = GuardianLink.objects.filter(child=account_id).select_related(*_BROUGHT)
    return _seen(list(links.order_by("consented_at", "pk")), on=on)


def _seen(links: list[GuardianLink], *, on: date) -> list[SeenChild]:
    accounts = {link.child_id for link in links}
    memberships: dict[int, list[Membership]] = {pk: [] for pk in accounts}
    requests: dict[int, list[Registration]] = {pk: [] for pk in accounts}
    if not links:
        return []
    rows = Membership.objects.filter(account__in=accounts).select_related("establishment")
    for one in rows.order_by("-end_date", "-pk"):
        memberships[one.account_id].append(one)
    for pk, asked in requests_of(links):
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


def requests_of(links: Sequence[GuardianLink]) -> list[tuple[int, Registration]]:
    """The requests of these children that were not accepted, the latest first, with whose they are. One query.

    Of a child without an address, those that name her, her year and a guardian of hers. The links bring their child,
    their guardian and their registration.
    """
    by_email = {link.child.email.lower(): link.child_id for link in links}
    by_facts = {facts: link.child_id for link in links for facts in _facts(link)}
    mine = Q(account__in=[link.child_id for link in links])
    for email in by_email:
        mine |= Q(email__iexact=email)
    for guardian in {guardian for guardian, _name, _year in by_facts}:
        mine |= Q(email="", guardian_email__iexact=guardian)
    rows = Registration.objects.filter(mine).exclude(state=RegistrationState.ACCEPTED)
    found = rows.select_related("establishment").order_by("-submitted_at", "-pk")
    whose = [
        (one.account_id or by_email.get(one.email.lower()) or by_facts.get(_facts_of(one)), one)
        for one in found
    ]
    return [(child_id, one) for child_id, one in whose if child_id is not None]


def _facts(link: GuardianLink) -> Iterator[Facts]:
    """By what a request of the child is known: she, and her guardian, may have another name and address by now."""
    asked = link.registration
    addresses = {
        link.guardian.email if link.guardian else "",
        asked.guardian_email if asked else "",
    }
    names = {link.child.display_name, asked.display_name if asked else ""}
    for address, name in product(addresses - {""}, names - {""}):
        yield address.lower(), search_key(name), link.birth_year


def _facts_of(asked: Registration) -> Facts:
    return asked.guardian_email.lower(), search_key(asked.display_name), asked.birth_year
