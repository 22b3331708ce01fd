"""Several accounts, or several roles, in one go: those of one's reach, each by its own service."""

import pytest
from django.test import Client

from portee.kernel import clock
from portee.people.models import Account, Role
from portee.people.services.audit_entry import verify_entries
from tests.people.world import World

ACCOUNTS, ROLES = "/gestion/comptes/", "/gestion/roles/"


def pick(client: Client, address: str, rows: list[Account] | list[Role]) -> str:
    """Press a button over ticked rows; the page that follows."""
    return client.post(address, {"pick": [one.pk for one in rows]}, follow=True).content.decode()


@pytest.fixture
def people(world: World, client: Client) -> list[Account]:
    """Two readers of the valley, one of the hills, and the manager of the valley, who is looking."""
    client.force_login(world.accounts["network_manager"])
    names = ("resident", "pupil", "hills-reader", "network_manager")
    return [world.accounts[name] for name in names]


def closed(people: list[Account]) -> list[bool]:
    return [not Account.objects.get(pk=one.pk).is_active for one in people]


def test_accounts_ticked_are_closed_and_opened_again(people: list[Account], client: Client) -> None:
    page = pick(client, f"{ACCOUNTS}fermer/", people)
    assert "2 comptes fermés" in page
    assert "Vous ne pouvez pas fermer ce compte" in page, "her own"
    assert closed(people) == [True, True, False, False]
    assert "déjà fermé" in pick(client, f"{ACCOUNTS}fermer/", people[:1])
    assert "2 comptes rouverts" in pick(client, f"{ACCOUNTS}rouvrir/", people[:2])
    assert "déjà ouvert" in pick(client, f"{ACCOUNTS}rouvrir/", people[:1])
    assert closed(people) == [False] * 4
    assert verify_entries() == []


def test_librarian_has_no_box_beside_accounts_and_closes_none(
    people: list[Account], world: World, client: Client
) -> None:
    assert "Fermer les comptes cochés" in client.get(ACCOUNTS).content.decode()
    client.force_login(world.accounts["librarian"])
    page = client.get(ACCOUNTS).content.decode()
    assert "resident@example.org" in page
    assert 'name="pick"' not in page
    assert "Fermer les comptes" not in page
    answer = client.post(f"{ACCOUNTS}fermer/", {"pick": [one.pk for one in people]})
    assert answer.status_code == 403
    assert closed(people) == [False] * 4


def test_roles_ticked_end_tonight_and_only_those_one_could_give(
    world: World, client: Client
) -> None:
    client.force_login(world.accounts["librarian"])
    resident = Role.objects.get(account=world.accounts["resident"])
    hills = Role.objects.get(account=world.accounts["hills-reader"])
    writer = Role.objects.get(account=world.accounts["writer"])
    page = pick(client, f"{ROLES}terminer/", [resident, hills, writer])
    assert "1 rôle prend fin ce soir" in page
    assert "Vous ne pouvez pas mettre fin" in page
    ends = [Role.objects.get(pk=one.pk).end_date for one in (resident, hills, writer)]
    assert ends == [clock.today(), None, None]
    assert f'name="pick" value="{resident.pk}"' not in client.get(ROLES).content.decode()
