"""Two lines of one person, and lines that cannot be used: neither stops the list, nor has anybody taken for gone."""

import pytest

from portee.kernel.actor import RoleKind
from portee.people.models import (
    Account,
    LineOutcome,
    Membership,
    ReaderCard,
    ReaderLine,
    Registration,
)
from portee.people.services.reader_list import answer_lines
from tests.people.lists import CLASS, absent, actor, apply, enrol, line, outcomes, plan
from tests.people.wishes import ask
from tests.people.world import NOW, World

HEADER = "N° de carte;Nom complet;Courriel;Date de naissance;Ville\n"
ROSE = f"{HEADER}0001;Rose Martin;rose@example.org;1941;Caylus\n"
TWICE = (
    f"{HEADER}0001;Rose Martin;;1941;Caylus\n"
    ";Rose Martin;rose@example.org;1941;Loze\n"
    "0003;Paul Petit;;1950;Caylus\n"
)
"""Rose by her card, then by her address: nothing in the file says that she is one."""


def readers(world: World, content: str) -> Account:
    """Enrol Rose, whom the lists then name."""
    enrol(world, content, kind=RoleKind.RESIDENT)
    return Account.objects.get(email="rose@example.org")


def test_second_line_of_one_person_is_told_with_the_line_of_the_first(world: World) -> None:
    rose = readers(world, ROSE)
    found = plan(world, TWICE, kind=RoleKind.RESIDENT)
    assert outcomes(found) == [LineOutcome.UNCHANGED, LineOutcome.REFUSED, LineOutcome.NEW]
    second = line(found, 3)
    assert (second.reason_code, second.reason_values) == ("person-twice", ["2"])
    apply(world, found)
    assert ReaderCard.objects.get(account=rose).commune == "Caylus"
    assert Account.objects.filter(display_name="Paul Petit").exists()


def test_list_with_two_lines_of_one_account_is_applied_to_its_end(world: World) -> None:
    rose = world.person("rose")
    found = plan(world, TWICE.replace("Rose Martin", "Rose"), kind=RoleKind.RESIDENT)
    # As a list compared before such lines were told apart.
    facts = {"outcome": LineOutcome.NEW, "account": rose, "reason_code": "", "is_applied": False}
    found.lines.filter(number__in=(2, 3)).update(**facts)
    assert apply(world, found).state == "applied"
    assert outcomes(found) == [LineOutcome.NEW, LineOutcome.REFUSED, LineOutcome.NEW]
    assert line(found, 3).reason_code == "person-twice"
    assert Membership.objects.filter(account=rose).count() == 1
    assert ReaderCard.objects.get(account=rose).card_number == "0001"


def test_second_line_is_told_in_another_batch_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portee.people.services.reader_enrolment.AT_ONCE", 1)
    rose = world.person("rose")
    found = plan(world, TWICE.replace("Rose Martin", "Rose"), kind=RoleKind.RESIDENT)
    facts = {"outcome": LineOutcome.NEW, "account": rose, "reason_code": "", "is_applied": False}
    found.lines.filter(number__in=(2, 3)).update(**facts)
    assert apply(world, found).state == "applied"
    assert line(found, 3).reason_code == "person-twice"
    assert ReaderCard.objects.get(account=rose).commune == "Caylus"


def test_one_person_is_the_answer_to_one_question_only(world: World) -> None:
    enrol(world)
    lea = Account.objects.get(display_name="Léa Martin")
    twice = CLASS.replace(
        "Martin;Léa;2008;Caylus;Cycle 2;\n",
        "Martin;Léa;2008;Loze;Cycle 2;\nMartin;Léa;2008;Lexos;Cycle 2;\n",
    )
    found = plan(world, twice)
    answers = {line(found, number).pk: lea.pk for number in (2, 3)}
    answer_lines(list_id=found.pk, answers=answers, actor=actor(world, "librarian"), at=NOW)
    assert line(found, 2).outcome == LineOutcome.CHANGED
    assert line(found, 3).outcome == LineOutcome.REFUSED
    assert apply(world, found).state == "applied"
    assert ReaderCard.objects.get(account=lea).commune == "Loze"


def test_child_whose_request_waits_is_told_and_stops_no_other(world: World) -> None:
    ask(world, display_name="Nina Roux", email="nina@example.org", birth_year=2001)
    content = (
        "Nom complet;Courriel;Année de naissance;Mail parent\n"
        "Nina Roux;nina@example.org;2016;roux@example.org\n"
        "Ali Roux;;2016;roux@example.org\n"
    )
    found = plan(world, content)
    assert outcomes(found) == [LineOutcome.REFUSED, LineOutcome.CONSENT]
    # As if the request had come after the comparison.
    found.lines.filter(number=2).update(outcome=LineOutcome.CONSENT, reason_code="")
    assert apply(world, found).state == "applied"
    assert line(found, 2).reason_code == "request-waits"
    assert Registration.objects.filter(display_name="Ali Roux").exists()


@pytest.mark.parametrize(
    "unusable",
    [
        "0001;Rose Martin;rose@example.org;l’an passé;Caylus",
        ";Rose Martin;;l’an passé;Caylus",
        ";Rose Martin;;;Caylus",
        "0001;;;1941;Caylus",
        ";?;rose@example.org;1941;Caylus",
        "0001;Rose Martin;rose@example.org;1941;=1+1",
    ],
)
def test_reader_whose_line_cannot_be_used_is_not_left_out(world: World, unusable: str) -> None:
    readers(world, ROSE + "0002;Paul Petit;;1950;Caylus\n")
    found = plan(world, f"{HEADER}{unusable}\n0009;Luc Roux;;1980;Loze\n", kind=RoleKind.RESIDENT)
    assert line(found, 2).outcome == LineOutcome.REFUSED
    assert absent(found) == ["Paul Petit"]


@pytest.mark.parametrize("unusable", [";;;1941;Caylus", ";R�se Martin;;1941;Caylus", ";?;;;"])
def test_nobody_is_left_out_while_a_line_may_be_anybody(world: World, unusable: str) -> None:
    readers(world, ROSE)
    found = plan(world, f"{HEADER}{unusable}\n0009;Luc Roux;;1980;Loze\n", kind=RoleKind.RESIDENT)
    assert line(found, 2).outcome == LineOutcome.REFUSED
    assert not ReaderLine.objects.filter(reader_list=found, outcome=LineOutcome.ABSENT).exists()
