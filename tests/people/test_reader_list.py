"""A list of readers: what each line would change, what is asked, what is written, and that nobody is removed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from portee.kernel.actor import RoleKind
from portee.people.models import (
    Account,
    AuditAction,
    AuditEntry,
    LineOutcome,
    Membership,
    ReaderCard,
    ReaderList,
    Registration,
    Role,
)
from portee.people.services.audit_entry import verify_entries
from portee.people.services.reader_absence import end_absent
from portee.people.services.reader_list import (
    ListNotAllowedError,
    ListRefusedError,
    answer_lines,
)
from portee.people.services.reader_list_end import forget_lists
from portee.people.services.retention import strike_off
from tests.people.lists import CLASS, absent, actor, apply, enrol, line, outcomes, plan, send
from tests.people.world import NOW, SETTING_UP, TODAY, World

NEW, SAME, ASKED, REFUSED = (
    LineOutcome.NEW,
    LineOutcome.UNCHANGED,
    LineOutcome.ASKED,
    LineOutcome.REFUSED,
)
READERS = """N° de carte;Nom complet;Courriel;Date de naissance;Ville
0001;Rose Martin;rose@example.org;12/03/1941;Caylus
0002;Paul Petit;;1950;Caylus
"""


def test_class_is_enrolled_as_pupils_of_the_school_for_a_year(world: World) -> None:
    found = enrol(world)
    assert found.state == "applied"
    lea = Account.objects.get(display_name="Léa Martin")
    assert not lea.has_usable_password()
    assert lea.sign_in_text.startswith("lea.")
    role = Role.objects.get(account=lea)
    assert (role.kind, role.start_date) == ("pupil", TODAY)
    assert role.end_date == Membership.objects.get(account=lea).end_date
    card = ReaderCard.objects.get(account=lea)
    assert (card.class_name, card.birth_year, card.commune) == ("Cycle 2", 2008, "Caylus")


def test_nothing_is_written_before_somebody_says_yes(world: World) -> None:
    before = Account.objects.count()
    assert outcomes(plan(world)) == [NEW] * 3
    assert Account.objects.count() == before
    assert not Membership.objects.exists()


@pytest.mark.parametrize(("content", "kind"), [(CLASS, "pupil"), (READERS, "resident")])
def test_same_file_again_changes_nothing(world: World, content: str, kind: str) -> None:
    enrol(world, content, kind=RoleKind(kind))
    before = Account.objects.count(), AuditEntry.objects.count()
    again = enrol(world, content, kind=RoleKind(kind))
    assert set(outcomes(again)) == {SAME}
    assert absent(again) == []
    assert (Account.objects.count(), AuditEntry.objects.count()) == before


def test_known_reader_is_recognised_by_card_and_by_address(world: World) -> None:
    enrol(world, READERS, kind=RoleKind.RESIDENT)
    moved = READERS.replace("Caylus", "Loze").replace("1941", "1941")
    found = plan(world, moved, kind=RoleKind.RESIDENT)
    assert outcomes(found) == [LineOutcome.CHANGED] * 2
    assert line(found, 2).changes == [["commune", "Caylus", "Loze"]]
    renumbered = READERS.replace("0001", "1001")
    found = plan(world, renumbered, kind=RoleKind.RESIDENT)
    assert line(found, 2).changes == [["card_number", "0001", "1001"]]
    apply(world, found)
    assert ReaderCard.objects.filter(card_number="1001").exists()


def test_namesake_of_the_same_year_is_asked_and_never_guessed(world: World) -> None:
    enrol(world)
    there = CLASS.replace("Martin;Léa;2008;Caylus", "Martin;Léa;2008;Loze")
    found = plan(world, there)
    lea = Account.objects.get(display_name="Léa Martin")
    assert line(found, 2).candidates == [lea.pk]
    assert outcomes(found) == [ASKED, SAME, SAME]
    apply(world, found)
    assert Account.objects.filter(display_name="Léa Martin").count() == 1


def test_answer_decides_whether_it_is_the_same_person(world: World) -> None:
    enrol(world)
    there = CLASS.replace("Martin;Léa;2008;Caylus", "Martin;Léa;2008;Loze")
    lea = Account.objects.get(display_name="Léa Martin")
    for chosen, outcome, number in ((lea.pk, LineOutcome.CHANGED, 1), (None, NEW, 2)):
        found = plan(world, there)
        asked = line(found, 2)
        answer_lines(
            list_id=found.pk, answers={asked.pk: chosen}, actor=actor(world, "librarian"), at=NOW
        )
        assert line(found, 2).outcome == outcome
        if chosen is None:
            apply(world, found)
        assert Account.objects.filter(display_name="Léa Martin").count() == number


def test_answer_may_only_name_somebody_the_line_may_be(world: World) -> None:
    enrol(world)
    found = plan(world, CLASS.replace("Caylus", "Loze"))
    asked = line(found, 2)
    answers = {asked.pk: world.accounts["hills-reader"].pk}
    answer_lines(list_id=found.pk, answers=answers, actor=actor(world, "librarian"), at=NOW)
    assert line(found, 2).outcome == ASKED


def test_address_of_somebody_else_shows_no_name_of_a_stranger(world: World) -> None:
    content = READERS.replace("rose@example.org", "hills-reader@example.org")
    found = plan(world, content, kind=RoleKind.RESIDENT)
    refused = line(found, 2)
    assert (refused.outcome, refused.reason_code) == (REFUSED, "address-of-another")
    assert refused.candidates == []


def test_account_of_another_place_joins_this_one(world: World) -> None:
    content = "Nom complet;Mail;Naissance\nHills-Reader;hills-reader@example.org;1990\n"
    found = enrol(world, content, kind=RoleKind.RESIDENT)
    assert outcomes(found) == [NEW]
    assert not line(found, 2).is_account_new
    reader = world.accounts["hills-reader"]
    assert Membership.objects.get(account=reader).establishment == world.nodes["valley-library"]


def test_ending_membership_is_renewed_by_the_list(world: World) -> None:
    enrol(world)
    later = NOW + timedelta(days=350)
    found = enrol(world, moment=later)
    assert outcomes(found) == [LineOutcome.RENEWED] * 3
    lea = Account.objects.get(display_name="Léa Martin")
    first, second = Membership.objects.filter(account=lea).order_by("start_date")
    assert second.start_date == first.end_date + timedelta(days=1)


def test_nobody_is_removed_and_those_left_out_are_shown(world: World) -> None:
    enrol(world)
    found = enrol(world, "\n".join(CLASS.splitlines()[:-1]))
    assert absent(found) == ["Zoé Petit"]
    zoe = Membership.objects.get(account__display_name="Zoé Petit")
    assert zoe.end_date > TODAY


def test_those_left_out_end_today_once_their_number_was_said(world: World) -> None:
    enrol(world)
    found = enrol(world, "\n".join(CLASS.splitlines()[:-1]))
    librarian = actor(world, "librarian")
    with pytest.raises(ListRefusedError):
        end_absent(list_id=found.pk, expected=2, actor=librarian, at=NOW)
    assert end_absent(list_id=found.pk, expected=1, actor=librarian, at=NOW) == 1
    zoe = Account.objects.get(display_name="Zoé Petit")
    assert Membership.objects.get(account=zoe).end_date == TODAY
    assert Role.objects.get(account=zoe).end_date == TODAY
    assert AuditEntry.objects.latest("pk").action == AuditAction.READERS_ENDED


def test_class_leaves_out_only_those_of_its_own_class(world: World) -> None:
    enrol(world)
    other = "Nom;Prénom;Naissance;Classe\nRoux;Max;2009;Cycle 3\n"
    assert absent(plan(world, other)) == []


def test_child_is_enrolled_only_with_the_consent_of_a_guardian(
    world: World, mailoutbox: list[object]
) -> None:
    content = (
        "Nom complet;Naissance;Mail parent\nMia Roux;2018;parent@example.org\nTom Roux;2018;\n"
    )
    found = enrol(world, content)
    assert outcomes(found) == [LineOutcome.CONSENT, REFUSED]
    asked = Registration.objects.get()
    assert asked.awaits_guardian
    assert asked.guardian_email == "parent@example.org"
    assert not Account.objects.filter(display_name="Mia Roux").exists()
    assert line(plan(world, content), 2).reason_code == "guardian-asked-already"
    assert outcomes(plan(world, content, has_guardian_consent=True)) == [NEW, NEW]


def test_teacher_enrols_pupils_of_her_school_and_nobody_else(world: World) -> None:
    assert enrol(world, by="teacher").state == "applied"
    with pytest.raises(ListNotAllowedError):
        send(world, by="teacher", at="hills-library")
    with pytest.raises(ListNotAllowedError):
        send(world, by="teacher", kind=RoleKind.RESIDENT)


@pytest.mark.parametrize("by", ["writer", "resident", "pupil", "nobody", "hills-librarian"])
def test_nobody_else_sends_a_list(world: World, by: str) -> None:
    with pytest.raises(ListNotAllowedError):
        send(world, by=by)


def test_teacher_handles_her_own_lists_only_and_ends_nobody(world: World) -> None:
    found = plan(world)
    with pytest.raises(ListNotAllowedError):
        apply(world, found, by="teacher")
    apply(world, found)
    own = enrol(world, "\n".join(CLASS.splitlines()[:-1]), by="teacher")
    assert absent(own) == ["Zoé Petit"]
    with pytest.raises(ListNotAllowedError):
        end_absent(list_id=own.pk, expected=1, actor=actor(world, "teacher"), at=NOW)


def test_teacher_who_left_meanwhile_enrols_nobody(world: World) -> None:
    found = plan(world, by="teacher")
    Role.objects.filter(account=world.accounts["teacher"]).update(end_date=TODAY - timedelta(1))
    with pytest.raises(ListNotAllowedError):
        apply(world, found, by="teacher")
    assert not Membership.objects.exists()


def test_nobody_enrols_herself(world: World) -> None:
    content = "Nom complet;Mail;Naissance\nTeacher;teacher@example.org;1980\n"
    found = plan(world, content, by="teacher")
    assert line(found, 2).reason_code == "yourself"


def test_trail_says_who_was_enrolled_and_stays_whole(world: World) -> None:
    found = enrol(world)
    entry = AuditEntry.objects.latest("pk")
    assert entry.action == AuditAction.READERS_ENROLLED
    assert entry.actor_account_id == world.accounts["librarian"].pk
    assert entry.facts["establishment"] == "valley-library"
    ids = set(Membership.objects.values_list("account_id", flat=True))
    assert set(entry.facts["accounts"]) == ids
    assert entry.facts["list"] == found.pk
    assert verify_entries() == []


def test_address_taken_between_the_reading_and_the_yes_is_told(world: World) -> None:
    found = plan(world, READERS, kind=RoleKind.RESIDENT)
    Account.objects.create_user(email="ROSE@example.org", display_name="Rose")
    apply(world, found)
    assert line(found, 2).reason_code == "changed-meanwhile"
    assert Account.objects.filter(email__iexact="rose@example.org").count() == 1


def test_lists_are_forgotten_after_thirty_days_and_what_they_did_stays(
    world: World, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    enrol(world)
    assert forget_lists(at=NOW + timedelta(days=30, seconds=-1)) == 0
    assert forget_lists(at=NOW + timedelta(days=30)) == 1
    assert not ReaderList.objects.exists()
    assert Membership.objects.count() == 3


def test_pupils_are_struck_off_as_any_reader(world: World) -> None:
    enrol(world)
    assert strike_off(actor=SETTING_UP, at=NOW + timedelta(days=740)) == 3
    assert not ReaderCard.objects.exists()


def test_many_of_one_first_name_each_have_a_name_of_their_own(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portee.people.sign_in_name._DIGITS", 3)
    names = "abcdefgh"
    content = "Nom;Prénom;Naissance\n" + "".join(f"Nom{n};Léa;1990\n" for n in names)
    enrol(world, content)
    enrol(world, content.replace("Nom", "Autre").replace("Autre;", "Nom;", 1))
    people = Account.objects.filter(email__startswith="lea.")
    assert people.count() == 2 * len(names)
