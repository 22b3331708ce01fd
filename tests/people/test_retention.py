"""What time does: reminders, late requests told, requests forgotten, accounts struck off. The clock travels."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail

from portee.kernel.actor import Actor, RoleKind, system_actor
from portee.people.api import actor_of
from portee.people.models import (
    Account,
    AuditEntry,
    Membership,
    Registration,
    RegistrationDraft,
    RegistrationState,
)
from portee.people.services.audit_entry import verify_entries
from portee.people.services.membership import (
    MembershipAlreadyRenewedError,
    last_day_of_a_year,
    renew_membership,
    start_membership,
)
from portee.people.services.membership_reminder import remind_members, report_late_requests
from portee.people.services.retention import strike_off
from tests.people.wishes import ask
from tests.people.world import NOW, SETTING_UP, TODAY, World
from tests.retention import delete_due

JOB = system_actor("people.apply_retention")


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def librarian(world: World) -> Actor:
    return actor_of(account_id=world.accounts["librarian"].pk, on=TODAY)


def member(world: World, name: str = "camille") -> Membership:
    return start_membership(
        account_id=world.person(name).pk,
        establishment_id=world.nodes["valley-library"].pk,
        actor=SETTING_UP,
        at=NOW,
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 11, 22), date(2027, 11, 21)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_year_ends_on_the_eve_of_the_same_day(start: date, end: date) -> None:
    assert last_day_of_a_year(start) == end


def test_renewal_follows_the_present_year_and_is_done_once(world: World) -> None:
    first = member(world)
    second = renew_membership(membership_id=first.pk, actor=librarian(world), at=NOW)
    assert second.start_date == first.end_date + timedelta(days=1)
    assert second.end_date == date(2028, 11, 21)
    with pytest.raises(MembershipAlreadyRenewedError):
        renew_membership(membership_id=first.pk, actor=librarian(world), at=NOW)


def test_member_is_reminded_once_thirty_days_before_the_end(world: World) -> None:
    end = member(world).end_date
    assert remind_members(at=noon(end - timedelta(days=31))) == 0
    assert remind_members(at=noon(end - timedelta(days=30))) == 1
    assert remind_members(at=noon(end - timedelta(days=29))) == 0
    [letter] = mail.outbox
    assert letter.to == ["camille@example.org"]
    assert "21 novembre 2027" in letter.body


def test_member_who_renewed_is_not_reminded(world: World) -> None:
    first = member(world)
    renew_membership(membership_id=first.pk, actor=librarian(world), at=NOW)
    assert remind_members(at=noon(first.end_date)) == 0


@pytest.mark.parametrize(("days", "struck"), [(-1, 0), (0, 0), (1, 1), (400, 1)])
def test_reader_is_struck_off_one_year_after_the_end(world: World, days: int, struck: int) -> None:
    membership = member(world)
    a_year_later = membership.end_date.replace(year=membership.end_date.year + 1)
    assert strike_off(actor=JOB, at=noon(a_year_later + timedelta(days=days))) == struck
    assert Account.objects.filter(email="camille@example.org").exists() is not bool(struck)
    assert verify_entries() == []


def test_striking_off_is_written_down_as_a_number(world: World) -> None:
    member(world)
    strike_off(actor=JOB, at=noon(date(2029, 1, 1)))
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.account_id, entry.facts) == (
        "accounts_struck_off",
        None,
        {"count": 1},
    )
    assert strike_off(actor=JOB, at=noon(date(2029, 1, 1))) == 0


def test_staff_and_people_who_were_never_members_stay(world: World) -> None:
    accounts = Account.objects.count()
    membership = member(world)
    world.give(membership.account, RoleKind.LIBRARIAN, "hills-library")
    assert strike_off(actor=JOB, at=noon(date(2040, 1, 1))) == 0
    assert Account.objects.count() == accounts + 1


def test_draft_is_forgotten_after_a_week(world: World) -> None:
    RegistrationDraft.objects.create(establishment=world.nodes["valley-library"], changed_at=NOW)
    assert delete_due("people.drafts", at=NOW + timedelta(days=7)) == 0
    assert delete_due("people.drafts", at=NOW + timedelta(days=7, seconds=1)) == 1


@pytest.mark.parametrize(
    ("facts", "forgotten"),
    [
        ({"state": RegistrationState.REFUSED, "decided_at": NOW}, 1),
        ({"state": RegistrationState.HANDED_OVER, "decided_at": NOW}, 1),
        ({"state": RegistrationState.MORE_ASKED, "asked_at": NOW}, 1),
        ({"needs_guardian": True}, 1),
        ({"state": RegistrationState.ACCEPTED, "decided_at": NOW}, 0),
        ({}, 0),
    ],
)
def test_request_that_is_over_is_forgotten_after_thirty_days(
    world: World, facts: dict[str, object], forgotten: int
) -> None:
    Registration.objects.filter(pk=ask(world).pk).update(**facts)
    assert _forgotten(NOW + timedelta(days=30)) == 0
    assert _forgotten(NOW + timedelta(days=30, seconds=1)) == forgotten


def _forgotten(at: datetime) -> int:
    return sum(delete_due(f"people.requests-{which}", at=at) for which in ("decided", "unanswered"))


def test_managers_above_are_told_once_of_late_requests_without_a_name(world: World) -> None:
    ask(world)
    mail.outbox.clear()
    assert report_late_requests(at=NOW + timedelta(days=7)) == 0
    assert report_late_requests(at=NOW + timedelta(days=8)) == 1
    assert report_late_requests(at=NOW + timedelta(days=9)) == 0
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "county-manager@example.org",
        "network_manager@example.org",
    ]
    assert not any("Léa" in letter.body for letter in mail.outbox)
