"""Deciding a request: who may, what follows, and what happens to the second who decides."""

from datetime import date

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from portee.kernel.actor import Actor, RoleKind
from portee.people.ages import may_be_under_consent_age
from portee.people.api import actor_of
from portee.people.models import (
    Account,
    AuditEntry,
    Membership,
    RefusalReason,
    Registration,
    RegistrationState,
    Role,
)
from portee.people.services.audit_entry import verify_entries
from portee.people.services.registration import consent_as_guardian
from portee.people.services.registration_decision import (
    DecisionRefusedError,
    RegistrationDecidedError,
    RegistrationNotAllowedError,
    accept_registration,
    ask_more,
    refuse_registration,
)
from portee.people.services.registration_handover import hand_over_registration
from tests.people.wishes import ask
from tests.people.world import NOW, TODAY, World


def actor(world: World, name: str) -> Actor:
    return actor_of(account_id=world.accounts[name].pk, on=TODAY)


def accept(world: World, registration: Registration, *, by: str = "librarian") -> Registration:
    return accept_registration(registration_id=registration.pk, actor=actor(world, by), at=NOW)


def test_accepted_person_has_an_account_a_year_and_a_link_but_no_password(world: World) -> None:
    accepted = accept(world, ask(world))
    account = Account.objects.get(email="lea@example.org")
    assert not account.has_usable_password()
    membership = Membership.objects.get(account=account)
    assert (membership.start_date, membership.end_date) == (TODAY, date(2027, 11, 21))
    assert membership.registration_id == accepted.pk
    role = Role.objects.get(account=account)
    assert (role.kind, role.end_date) == ("resident", date(2027, 11, 21))
    assert "/mot-de-passe/choisir/" in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["lea@example.org"]


def test_known_person_keeps_the_account_and_gains_the_membership(world: World) -> None:
    known = world.person("lea", password="une-phrase-bien-longue")
    accept(world, ask(world, email="LEA@example.org"))
    assert Membership.objects.get().account == known
    assert "/connexion/" in mail.outbox[-1].body
    known.refresh_from_db()
    assert known.display_name == "Lea"


@pytest.mark.parametrize("by", ["hills-librarian", "resident", "writer", "teacher", "nobody"])
def test_only_those_of_the_establishment_or_above_decide(world: World, by: str) -> None:
    registration = ask(world)
    for decide in (
        lambda: accept(world, registration, by=by),
        lambda: refuse_registration(
            registration_id=registration.pk,
            reason=RefusalReason.OUTSIDE,
            text="",
            actor=actor(world, by),
            at=NOW,
        ),
        lambda: ask_more(
            registration_id=registration.pk, question="?", actor=actor(world, by), at=NOW
        ),
        lambda: hand_over_registration(
            registration_id=registration.pk,
            establishment_id=world.nodes["hills-library"].pk,
            actor=actor(world, by),
            at=NOW,
        ),
    ):
        with pytest.raises(RegistrationNotAllowedError):
            decide()  # type: ignore[no-untyped-call]
    registration.refresh_from_db()
    assert registration.is_open


@pytest.mark.parametrize("by", ["librarian", "network_manager", "county-manager"])
def test_librarian_there_and_managers_above_decide(world: World, by: str) -> None:
    assert accept(world, ask(world), by=by).decided_by_id == world.accounts[by].pk


def test_librarian_decides_neither_her_own_request_nor_her_child_s(world: World) -> None:
    own = ask(world, email="librarian@example.org")
    child = ask(
        world,
        display_name="Lou Martin",
        birth_year=2015,
        email="",
        guardian_email="Librarian@example.org",
    )
    consent_as_guardian(registration_id=child.pk, at=NOW)
    for registration in (own, child):
        with pytest.raises(RegistrationNotAllowedError):
            accept(world, registration)
        assert accept(world, registration, by="network_manager")


def test_second_to_decide_is_told_who_decided(world: World) -> None:
    registration = ask(world)
    accept(world, registration)
    with pytest.raises(RegistrationDecidedError, match="Librarian"):
        accept(world, registration, by="network_manager")
    with pytest.raises(RegistrationDecidedError, match="Librarian"):
        refuse_registration(
            registration_id=registration.pk,
            reason=RefusalReason.OUTSIDE,
            text="",
            actor=actor(world, "network_manager"),
            at=NOW,
        )
    assert Membership.objects.count() == 1


def test_database_keeps_one_membership_of_each_request(world: World) -> None:
    accept(world, ask(world))
    membership = Membership.objects.get()
    membership.pk, membership.start_date = None, date(2028, 1, 1)
    membership.end_date = date(2028, 12, 31)
    with pytest.raises(IntegrityError), transaction.atomic():
        membership.save(force_insert=True)


def test_refusal_is_dated_signed_and_its_reason_sent(world: World) -> None:
    registration = ask(world)
    refuse_registration(
        registration_id=registration.pk,
        reason=RefusalReason.OTHER,
        text="Le service est réservé aux habitants.",
        actor=actor(world, "librarian"),
        at=NOW,
    )
    registration.refresh_from_db()
    assert (registration.state, registration.decided_at) == ("refused", NOW)
    assert registration.decided_by == world.accounts["librarian"]
    assert "réservé aux habitants" in mail.outbox[-1].body
    assert not Account.objects.filter(email="lea@example.org").exists()


def test_another_reason_needs_words_and_a_question_needs_to_be_written(world: World) -> None:
    number = ask(world).pk
    by = actor(world, "librarian")
    with pytest.raises(DecisionRefusedError):
        refuse_registration(
            registration_id=number, reason=RefusalReason.OTHER, text=" ", actor=by, at=NOW
        )
    with pytest.raises(DecisionRefusedError):
        ask_more(registration_id=number, question=" ", actor=by, at=NOW)


def test_question_is_sent_and_the_request_waits_for_the_person(world: World) -> None:
    number = ask(world).pk
    ask_more(
        registration_id=number,
        question="Dans quelle rue ?",
        actor=actor(world, "librarian"),
        at=NOW,
    )
    assert Registration.objects.get(pk=number).state == RegistrationState.MORE_ASKED
    assert "Dans quelle rue ?" in mail.outbox[-1].body
    assert "/inscription/suivi/" in mail.outbox[-1].body


def test_handed_over_request_is_decided_elsewhere_and_leaves_no_address_behind(
    world: World,
) -> None:
    registration = ask(world)
    successor = hand_over_registration(
        registration_id=registration.pk,
        establishment_id=world.nodes["hills-library"].pk,
        actor=actor(world, "librarian"),
        at=NOW,
    )
    registration.refresh_from_db()
    assert (registration.state, registration.email) == ("handed_over", "")
    assert (successor.state, successor.email) == ("pending", "lea@example.org")
    with pytest.raises(RegistrationNotAllowedError):
        accept(world, successor)
    accept(world, successor, by="hills-librarian")
    assert Membership.objects.get().establishment == world.nodes["hills-library"]


def test_child_without_an_address_signs_in_with_a_name_that_the_guardian_receives(
    world: World,
) -> None:
    child = ask(
        world, display_name="Lou Martin", birth_year=2015, email="", guardian_email="p@example.org"
    )
    with pytest.raises(DecisionRefusedError):
        accept(world, child)
    consent_as_guardian(registration_id=child.pk, at=NOW)
    account = accept(world, child).account
    assert account is not None
    assert account.sign_in_text.startswith("lou.")
    received = [letter.body for letter in mail.outbox if letter.to == ["p@example.org"]]
    assert any(account.sign_in_text in body for body in received)
    assert not any("invalid" in one for letter in mail.outbox for one in letter.to)


def test_closed_account_is_not_opened_by_a_request(world: World) -> None:
    Account.objects.filter(pk=world.person("lea").pk).update(is_active=False)
    registration = ask(world)
    with pytest.raises(DecisionRefusedError):
        accept(world, registration)
    registration.refresh_from_db()
    assert registration.is_open


def test_trail_names_the_request_and_nobody(world: World) -> None:
    accept(world, ask(world))
    entries = AuditEntry.objects.filter(action__startswith="registration")
    assert [entry.facts["establishment"] for entry in entries] == ["valley-library"]
    assert not any("artin" in str(entry.facts) for entry in AuditEntry.objects.all())
    assert verify_entries() == []


def test_role_held_already_stays_as_it_is(world: World) -> None:
    known = world.person("lea")
    world.give(known, RoleKind.RESIDENT, "valley-library")
    accept(world, ask(world))
    assert Role.objects.get(account=known).end_date is None
    assert Membership.objects.filter(account=known).exists()


@given(
    birth_year=st.integers(1906, 2026),
    consented=st.booleans(),
    state=st.sampled_from(list(RegistrationState)),
)
def test_nobody_who_may_be_under_fifteen_is_accepted_without_consent(
    birth_year: int, consented: bool, state: RegistrationState
) -> None:
    needs = may_be_under_consent_age(birth_year, on=TODAY)
    registration = Registration(
        birth_year=birth_year,
        state=state,
        needs_guardian=needs,
        guardian_consented_at=NOW if consented else None,
    )
    youngest = date(birth_year, 12, 31)
    is_under = (TODAY.year - youngest.year) - (youngest.replace(year=TODAY.year) > TODAY) < 15
    if is_under:
        assert needs
    assert registration.awaits_guardian == (needs and not consented and registration.is_open)
