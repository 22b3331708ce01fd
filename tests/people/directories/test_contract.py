"""The contract of `PatronDirectory`: whatever system is behind it, and the fake, the same answers."""

from collections.abc import Iterator
from datetime import date

import pytest

from portee.people.ports import Outcome, PatronAnswer, PatronDirectory
from tests.people.directories.fake import FakeDirectory
from tests.people.directories.ils import NOW, ils, ldap_at, sip2_at, speak_ldap, speak_sip2
from tests.people.directories.readers import SECRET


@pytest.fixture(params=["fake", "sip2", "ldap"])
def directory(request: pytest.FixtureRequest) -> Iterator[PatronDirectory]:
    if request.param == "fake":
        yield FakeDirectory()
        return
    is_sip2 = request.param == "sip2"
    with ils(speak_sip2 if is_sip2 else speak_ldap) as server:
        yield sip2_at(server.port) if is_sip2 else ldap_at(server.port)


def check(directory: PatronDirectory, card: str, secret: str = SECRET) -> PatronAnswer:
    return directory.check(card_number=card, secret=secret, at=NOW)


def test_right_secret_brings_the_facts(directory: PatronDirectory) -> None:
    answer = check(directory, "1001")
    assert answer.outcome == Outcome.VALID
    assert answer.facts
    assert (answer.facts.card_number, answer.facts.name) == ("1001", "Zoé Lefèvre")
    assert answer.facts.email == "zoe@example.org"
    assert answer.facts.expiry_date == date(2027, 12, 31)
    assert answer.facts.asked_card_number == ""


def test_wrong_secret_and_stranger_cannot_be_told_apart(directory: PatronDirectory) -> None:
    wrong, stranger = check(directory, "1001", "autre"), check(directory, "9999")
    assert wrong.outcome == stranger.outcome == Outcome.WRONG
    assert (wrong.reason, wrong.facts) == (stranger.reason, stranger.facts) == ("", None)


def test_expired_and_blocked_readers_are_said_so_to_whoever_knows_the_secret(
    directory: PatronDirectory,
) -> None:
    assert check(directory, "1002").outcome == Outcome.EXPIRED
    assert check(directory, "1003").outcome == Outcome.BLOCKED
    assert check(directory, "1002", "autre").outcome == Outcome.WRONG
    assert check(directory, "1003", "autre").outcome == Outcome.WRONG


def test_last_day_still_counts(directory: PatronDirectory) -> None:
    assert check(directory, "1007").outcome == Outcome.VALID


@pytest.mark.parametrize("card", ["1004", "1005"])
def test_reader_without_a_usable_address_has_none(directory: PatronDirectory, card: str) -> None:
    answer = check(directory, card)
    assert answer.outcome == Outcome.VALID
    assert answer.facts
    assert answer.facts.email is None


def test_old_card_says_which_one_it_leads_to(directory: PatronDirectory) -> None:
    answer = check(directory, "906")
    assert answer.facts
    assert (answer.facts.card_number, answer.facts.asked_card_number) == ("1006", "906")


@pytest.mark.parametrize(
    ("card", "secret"),
    [
        ("", SECRET),
        ("1001", ""),
        ("1001", "x" * 129),
        ("1" * 65, SECRET),
        ("1001|BLY", SECRET),
        ("*", SECRET),
        ("1001)(uid=*", SECRET),
        ("1001\r\n", "x\r64"),
    ],
)
def test_what_can_be_no_card_is_nobodys(directory: PatronDirectory, card: str, secret: str) -> None:
    assert check(directory, card, secret).outcome == Outcome.WRONG


def test_blanks_around_a_card_are_those_of_whoever_typed_it(directory: PatronDirectory) -> None:
    assert check(directory, " 1001 ").outcome == Outcome.VALID


def test_answer_shows_no_fact_when_it_is_printed(directory: PatronDirectory) -> None:
    answer = check(directory, "1001")
    assert answer.heard
    assert "Lefèvre" not in repr(answer)
    assert "1001" not in repr(answer)
