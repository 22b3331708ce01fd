"""A right stays with its offer, and what is known of a reader by a list counts for it."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portee.access.errors import OfferRefusedError
from portee.access.queries.situation import read_person
from portee.access.services.offer import save_entitlement
from portee.people.models import ReaderCard
from tests.access.offers import Offers
from tests.people.world import NOW, SETTING_UP


def test_right_stays_with_its_offer(offers: Offers) -> None:
    press, films = offers.offer("press"), offers.offer("films")
    right = offers.right(press, "valley")
    with pytest.raises(OfferRefusedError):
        save_entitlement(
            entitlement_id=right.pk,
            offer_id=films.pk,
            facts={},
            establishment_ids=[offers.world.nodes["valley"].pk],
            actor=SETTING_UP,
            at=NOW,
        )


def test_screen_of_a_right_leaves_its_offer_as_it_is(offers: Offers, client: Client) -> None:
    press, films = offers.offer("press"), offers.offer("films")
    right = offers.right(press, "valley")
    client.force_login(offers.world.accounts["county-manager"])
    form = {
        "offer": films.pk,
        "establishments": [offers.world.nodes["hills"].pk],
        "start_date": "2026-02-01",
        "holder": "members",
        "place": "anywhere",
    }
    assert client.post(f"/gestion/droits/edit/{right.pk}/", form).status_code == 302
    right.refresh_from_db()
    assert right.offer == press
    assert [node.code for node in right.establishments.all()] == ["hills"]


def test_reader_known_by_a_list_has_her_age_and_commune(
    offers: Offers, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lea = offers.member("lea", "valley-library")
    for place, year, commune, at in (
        ("valley-library", 2010, "Moissac", NOW),
        ("hills-library", 2011, "Nègrepelisse", NOW - timedelta(days=9)),
    ):
        ReaderCard.objects.create(
            account=lea,
            establishment=offers.world.nodes[place],
            birth_year=year,
            commune=commune,
            changed_at=at,
        )
    with django_assert_num_queries(1):
        person = read_person(lea.pk)
    assert (person.birth_year, person.commune) == (2010, "moissac")
    assert [tie.role for tie in person.ties] == [None]


def test_list_that_says_no_age_leaves_that_of_another(offers: Offers) -> None:
    lea = offers.member("lea", "valley-library")
    nodes = offers.world.nodes
    ReaderCard.objects.create(
        account=lea, establishment=nodes["hills-library"], birth_year=2011, changed_at=NOW
    )
    ReaderCard.objects.create(
        account=lea, establishment=nodes["valley-library"], commune="Moissac", changed_at=NOW
    )
    person = read_person(lea.pk)
    assert (person.birth_year, person.commune) == (2011, "moissac")
