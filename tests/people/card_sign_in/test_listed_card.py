"""A card number that only a list knows: it tells readers apart, and signs nobody in."""

import pytest
from django.test import Client

from portee.people.models import Account, LineOutcome, ReaderCard, ReaderDirectory
from tests.people.cards import CARD, come, ticket_of, who
from tests.people.lists import enrol, line, plan
from tests.people.world import NOW, PASSWORD, World

HEADER = "Nom;Prénom;Année de naissance;Courriel;Carte\n"


@pytest.fixture
def victim(world: World) -> Account:
    """Somebody known by her address and her name, of another place."""
    account = world.person("camille", password=PASSWORD)
    Account.objects.filter(pk=account.pk).update(display_name="Camille Vidal")
    account.refresh_from_db()
    return account


def planted(world: World, victim: Account) -> ReaderCard:
    """Card 1001 is Zoé’s; a list says that it is the victim’s."""
    enrol(world, f"{HEADER}Vidal;Camille;1990;{victim.email};1001\n")
    return ReaderCard.objects.get(account=victim)


def test_card_that_a_list_plants_on_somebody_does_not_open_her_account(
    client: Client, directory: ReaderDirectory, world: World, victim: Account
) -> None:
    card = planted(world, victim)
    assert (card.card_number, card.is_vouched) == ("1001", False)
    answer = come(client, directory)
    assert "Une liste de votre bibliothèque" in answer.content.decode()
    assert victim.email not in answer.content.decode()
    assert who(client) is None
    client.post(CARD, {"ticket": ticket_of(answer), "apart": "1"})
    zoe = who(client)
    assert zoe
    assert zoe != victim
    card.refresh_from_db()
    assert card.card_number == "", "the number is that of whom the system says"
    assert ReaderCard.objects.get(card_number="1001").account == zoe


def test_reader_of_a_list_joins_her_card_with_her_password_then_it_opens_alone(
    client: Client, directory: ReaderDirectory, world: World, victim: Account
) -> None:
    card = planted(world, victim)
    ticket = ticket_of(come(client, directory))
    client.post(CARD, {"ticket": ticket, "password": PASSWORD})
    assert who(client) == victim
    card.refresh_from_db()
    assert card.is_vouched
    other = Client()
    come(other, directory)
    assert who(other) == victim


def test_list_never_changes_a_number_that_is_vouched_for(
    client: Client, directory: ReaderDirectory, world: World
) -> None:
    come(client, directory)
    zoe = who(client)
    assert zoe
    Account.objects.filter(pk=zoe.pk).update(email="zoe@example.org")
    content = f"{HEADER}Lefèvre;Zoé;1990;zoe@example.org;9999\n"
    found = plan(world, content)
    assert "9999" not in str(line(found, 2).changes)
    assert line(found, 2).outcome != LineOutcome.REFUSED
    enrol(world, content)
    card = ReaderCard.objects.get(account=zoe)
    assert (card.card_number, card.is_vouched, card.birth_year) == ("1001", True, 1990)
    assert card.changed_at == NOW
