"""The side menu lights the entry of the page that is open, and no other; lists show what people sign in with."""

from typing import Any

from django.test import Client
from wagtail.admin.menu import admin_menu

from portee.people.models import Account
from tests.people.world import World

OWN = "is_own_screen"


def test_no_name_of_an_entry_begins_another() -> None:
    names = [item.name for item in admin_menu.registered_menu_items if getattr(item, OWN, False)]
    assert len(names) > 15
    assert [
        (one, other) for one in names for other in names if other != one and other.startswith(one)
    ] == []
    assert len(set(names)) == len(names)


def test_whoever_has_no_address_is_listed_by_what_she_types(world: World, client: Client) -> None:
    Account.objects.filter(pk=world.accounts["pupil"].pk).update(
        email="lila.4821@sans-courriel.invalid"
    )
    client.force_login(world.accounts["county-manager"])
    page = client.get("/gestion/comptes/").content.decode()
    assert "lila.4821" in page
    assert "sans-courriel.invalid" not in page
    answer: Any = client.get("/gestion/comptes/?export=csv")
    table = b"".join(answer.streaming_content).decode()
    assert "lila.4821" in table
    assert "sans-courriel.invalid" not in table
    assert table.splitlines()[0].startswith("Nom,Se connecte avec,Langue")
