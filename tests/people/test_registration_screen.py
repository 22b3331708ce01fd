"""The queue of staff: what each sees, decides by a button, and is told when somebody came first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portee.people.models import Account, Membership, Registration
from tests.people.wishes import ask
from tests.people.world import World

QUEUE = "/gestion/inscriptions/"


@pytest.fixture
def desk(world: World, client: Client) -> World:
    client.force_login(world.accounts["librarian"])
    return world


def signed_in(desk: World, name: str) -> Client:
    client = Client()
    client.force_login(desk.accounts[name])
    return client


def press(client: Client, registration: Registration, action: str, **said: str) -> str:
    """Press a button of the page of the request; give what the page then says."""
    answer = client.post(f"{QUEUE}{registration.pk}/{action}/", said, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_librarian_sees_the_requests_of_her_establishments_only(
    desk: World, client: Client
) -> None:
    ask(desk)
    ask(desk, at="hills-library", display_name="Zoé Ailleurs", email="zoe@example.org")
    page = client.get(QUEUE).content.decode()
    assert "Léa Martin" in page
    assert "Zoé Ailleurs" not in page


def test_one_click_registers_the_person(desk: World, client: Client) -> None:
    page = press(client, ask(desk), "accepter")
    assert "La personne est inscrite" in page
    assert Membership.objects.get().account.email == "lea@example.org"


def test_second_click_says_who_came_first(desk: World, client: Client) -> None:
    registration = ask(desk)
    press(client, registration, "accepter")
    other = signed_in(desk, "network_manager")
    assert "Librarian a décidé avant vous" in press(
        other, registration, "refuser", reason="outside"
    )
    assert Registration.objects.get().state == "accepted"


def test_refusal_question_and_hand_over_are_said(desk: World, client: Client) -> None:
    first = ask(desk)
    assert "écrit" in press(client, first, "refuser", reason="other").lower()
    assert "est partie" in press(client, first, "demander", question="Où habitez-vous ?")
    assert "est refusée" in press(client, first, "refuser", reason="outside")
    second = ask(desk, email="b@example.org")
    there = str(desk.nodes["hills-library"].pk)
    assert "est transmise" in press(client, second, "transmettre", establishment=there)


def test_several_are_accepted_together_and_each_refusal_is_told(
    desk: World, client: Client
) -> None:
    good = ask(desk)
    own = ask(desk, email="librarian@example.org", display_name="Moi Même")
    elsewhere = ask(desk, at="hills-library", email="z@example.org")
    answer = client.post(
        f"{QUEUE}accepter/", {"pick": [good.pk, own.pk, elsewhere.pk, "x"]}, follow=True
    )
    page = answer.content.decode()
    assert "1 personne inscrite" in page
    assert "Moi Même" in page
    assert set(Registration.objects.open()) == {own, elsewhere}


def test_nothing_ticked_is_said(desk: World, client: Client) -> None:
    assert "Cochez" in client.post(f"{QUEUE}accepter/", follow=True).content.decode()


def test_parts_of_the_queue_hold_what_their_name_says(desk: World, client: Client) -> None:
    late = ask(desk, display_name="En Retard")
    Registration.objects.filter(pk=late.pk).update(
        submitted_at=timezone.now() - timedelta(days=9),
        due_at=timezone.now() - timedelta(days=2),
    )
    asked = ask(desk, display_name="Une Question", email="q@example.org")
    Registration.objects.filter(pk=asked.pk).update(state="more_asked")
    shown = {
        part: client.get(f"{QUEUE}?part={part}").content.decode()
        for part in ("a-decider", "en-retard", "en-attente", "decidees")
    }
    assert ["En Retard" in shown[part].split("<table")[-1] for part in shown] == [
        True,
        True,
        False,
        False,
    ]
    assert "Une Question" in shown["en-attente"]
    assert "Aucune demande ici" in shown["decidees"]


def test_home_page_says_how_many_requests_wait(desk: World, client: Client) -> None:
    for number in range(3):
        ask(desk, email=f"{number}@example.org")
    assert "3 demandes attendent" in client.get("/gestion/").content.decode()


def test_own_request_is_shown_without_its_buttons(desk: World, client: Client) -> None:
    own = ask(desk, email="librarian@example.org")
    page = client.get(f"{QUEUE}inspect/{own.pk}/").content.decode()
    assert "un collègue en décide" in page
    assert "/accepter/" not in page


def test_list_asks_the_database_the_same_whatever_the_number_of_requests(
    desk: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ask(desk)
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        client.get(QUEUE)
    for number in range(12):
        ask(desk, email=f"{number}@example.org")
    with django_assert_num_queries(len(few)):
        client.get(QUEUE)
    assert len(few) == 14


def test_my_account_shows_what_was_asked_and_where_one_is_registered(
    desk: World, client: Client
) -> None:
    press(client, ask(desk, email="nobody@example.org"), "accepter")
    ask(desk, at="hills-library", email="nobody@example.org")
    person = Client()
    person.force_login(Account.objects.get(email="nobody@example.org"))
    page = person.get("/mon-compte/").content.decode()
    assert "Valley Library" in page
    assert "Demande en cours" in page
    assert "Hills Library" in page


def test_membership_is_renewed_in_one_click_and_never_twice(desk: World, client: Client) -> None:
    press(client, ask(desk), "accepter")
    membership = Membership.objects.get()
    address = f"/gestion/inscrits/{membership.pk}/renouveler/"
    assert "Renouvelée pour un an" in client.post(address, follow=True).content.decode()
    assert "déjà été renouvelée" in client.post(address, follow=True).content.decode()
    assert Membership.objects.count() == 2


def test_librarian_does_not_renew_herself(desk: World, client: Client) -> None:
    press(signed_in(desk, "network_manager"), ask(desk, email="librarian@example.org"), "accepter")
    membership = Membership.objects.get()
    assert client.post(f"/gestion/inscrits/{membership.pk}/renouveler/").status_code == 403
