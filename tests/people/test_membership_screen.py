"""The list of people registered: by how they stand, several renewed together."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portee.people.models import Membership
from tests.people.world import World

LIST = "/gestion/inscrits/"


@pytest.fixture
def members(world: World, client: Client) -> list[Membership]:
    """Three readers of the valley and one of the hills, the librarian of the valley looking."""
    client.force_login(world.accounts["librarian"])
    today = timezone.localdate()
    ends = {"resident": 300, "pupil": 10, "teacher": -5, "hills-reader": 10}
    return [
        Membership.objects.create(
            account=world.accounts[name],
            establishment=world.nodes["hills-library" if "hills" in name else "valley-library"],
            start_date=today - timedelta(days=360 - days),
            end_date=today + timedelta(days=days),
        )
        for name, days in ends.items()
    ]


@pytest.mark.parametrize(
    ("standing", "names"),
    [
        ("en-cours", {"Resident", "Pupil"}),
        ("bientot-finies", {"Pupil"}),
        ("finies", {"Teacher"}),
        ("", {"Resident", "Pupil", "Teacher"}),
    ],
)
def test_list_is_narrowed_by_standing(
    members: list[Membership], client: Client, standing: str, names: set[str]
) -> None:
    page = client.get(f"{LIST}?standing={standing}").content.decode()
    shown = {
        name for name in ("Resident", "Pupil", "Teacher", "Hills") if f"Prendre {name}" in page
    }
    assert shown == names


def test_those_ticked_are_renewed_and_nobody_out_of_reach(
    members: list[Membership], client: Client
) -> None:
    picked = [str(one.pk) for one in members]
    answer = client.post(f"{LIST}renouveler/", {"pick": picked}, follow=True)
    assert "3 inscriptions renouvelées pour un an" in answer.content.decode()
    assert Membership.objects.count() == 7
    assert not Membership.objects.filter(
        account=members[-1].account, start_date__gt=members[-1].start_date
    ).exists()


def test_what_was_renewed_has_no_box_and_is_not_renewed_twice(
    members: list[Membership], client: Client
) -> None:
    pick = {"pick": [str(members[1].pk)]}
    client.post(f"{LIST}renouveler/", pick)
    assert f'value="{members[1].pk}"' not in client.get(LIST).content.decode()
    answer = client.post(f"{LIST}renouveler/", pick, follow=True)
    assert "déjà" in answer.content.decode()
    assert Membership.objects.filter(account=members[1].account).count() == 2


def test_nothing_ticked_is_said(members: list[Membership], client: Client) -> None:
    answer = client.post(f"{LIST}renouveler/", follow=True)
    assert "Cochez d’abord" in answer.content.decode()
