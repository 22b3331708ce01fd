"""Signing in with a library card: who is not let in, what they are told, what is counted."""

import pytest
from django.test import Client

from portee.people.models import (
    Account,
    FailedSignIn,
    ReaderDirectory,
)
from portee.people.ports import Outcome, PatronAnswer
from tests.people.cards import come, who
from tests.people.directories.readers import SECRET
from tests.people.world import World


class Stopped:
    """A system that is down."""

    def check(self, **_question: object) -> PatronAnswer:
        return PatronAnswer(Outcome.UNKNOWN, "timeout")


@pytest.mark.parametrize(
    ("card", "secret", "said"),
    [
        ("1002", SECRET, "Votre carte n’est plus valable"),
        ("1003", SECRET, "Votre carte est bloquée"),
        ("1001", "autre", "Ce numéro et ce code ne vont pas ensemble"),
        ("9999", SECRET, "Ce numéro et ce code ne vont pas ensemble"),
    ],
)
def test_refusal_says_what_it_is_and_opens_no_account(
    client: Client, directory: ReaderDirectory, card: str, secret: str, said: str
) -> None:
    before = Account.objects.count()
    answer = come(client, directory, card, secret)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert f'"{secret}"' not in page
    assert who(client) is None
    assert Account.objects.count() == before


def test_system_that_is_down_lets_nobody_in_nor_out_and_counts_nothing(
    client: Client, directory: ReaderDirectory, asked: list[object], world: World
) -> None:
    asked.append(Stopped())
    for _time in range(7):
        page = come(Client(), directory).content.decode()
        assert "ne répond pas" in page
    assert not FailedSignIn.objects.filter(failures__gt=0).exists()
    client.force_login(world.accounts["resident"])
    assert "Votre session reste ouverte" in come(client, directory).content.decode()
    assert who(client) == world.accounts["resident"]
    asked.pop()
    come(client, directory)
    account = who(client)
    assert account
    assert account.display_name == "Zoé Lefèvre"


def test_sixth_wrong_code_waits_and_the_right_one_with_it(
    client: Client, directory: ReaderDirectory
) -> None:
    for _time in range(5):
        come(client, directory, secret="autre")
    for secret in ("autre", SECRET):
        assert "Attendez 1 minute" in come(client, directory, secret=secret).content.decode()
    assert come(client, directory, "1004").status_code == 302


def test_stranger_who_tries_a_card_does_not_slow_down_the_device_of_its_reader(
    client: Client, directory: ReaderDirectory
) -> None:
    come(client, directory)
    client.post("/deconnexion/")
    for _time in range(6):
        come(Client(), directory, secret="autre")
    assert come(client, directory).status_code == 302


def test_expired_and_blocked_readers_are_not_counted_as_guessing(
    client: Client, directory: ReaderDirectory
) -> None:
    for card in ("1002", "1003"):
        come(client, directory, card)
    assert not FailedSignIn.objects.filter(failures__gt=0).exists()
