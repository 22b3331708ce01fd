"""Searches that somebody keeps, and what they are told of them."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portee.catalogue.api import IndexMissingError
from portee.kernel import clock
from portee.people.models import Account
from portee.portal.models import SavedSearch
from portee.portal.services import search_alert
from portee.portal.services.saved_search import MOST_SEARCHES
from portee.portal.services.search_alert import LOOKED_AT, RHYTHM, send_alerts
from tests.people.world import World
from tests.portal.search_shelf import Shelf

KEEP = "/mon-compte/recherches/garder/"
PAGE = "/mon-compte/recherches/"


@pytest.fixture
def reader(client: Client, shelf: Shelf) -> Account:
    person = World().person("lea")
    client.force_login(person)
    return person


def keep(client: Client, question: str) -> SavedSearch:
    answer = client.post(KEEP, {"question": question})
    assert answer.status_code == 302
    return SavedSearch.objects.latest("pk")


def add_titles(shelf: Shelf, *titles: str) -> None:
    rows = enumerate(titles, 900)
    shelf("\n".join(f"{number};{title};;Partition;;;;;;;;;;" for number, title in rows))


def test_search_is_kept_from_its_results_and_found_in_the_account(
    client: Client, reader: Account
) -> None:
    page = client.get("/recherche?q=fauré&type=score&sort=title&view=covers").content.decode()
    assert KEEP in page
    kept = keep(client, "q=fauré&type=score&sort=title&view=covers&mine=1")
    assert kept.question == "q=faur%C3%A9&type=score"
    assert kept.name == "« fauré », Partition"
    assert kept.is_alerted
    own = client.get(PAGE).content.decode()
    assert "/recherche?q=faur%C3%A9&amp;type=score" in own
    assert "/flux/recherche?q=faur%C3%A9&amp;type=score" in own


def test_search_kept_twice_is_one(client: Client, reader: Account) -> None:
    keep(client, "q=fauré")
    keep(client, "q=fauré&sort=newest")
    assert SavedSearch.objects.count() == 1


def test_search_that_asks_nothing_is_not_kept(client: Client, reader: Account) -> None:
    answer = client.post(KEEP, {"question": "sort=title"}, follow=True)
    assert "cette recherche ne demande encore rien" in answer.content.decode()
    assert not SavedSearch.objects.exists()


def test_fifty_searches_are_the_most(client: Client, reader: Account) -> None:
    for number in range(MOST_SEARCHES + 1):
        answer = client.post(KEEP, {"question": f"q=mot{number}"}, follow=True)
    assert SavedSearch.objects.count() == MOST_SEARCHES
    assert "cinquante recherches" in answer.content.decode()


def test_visitor_is_led_to_sign_in(client: Client, shelf: Shelf) -> None:
    assert KEEP not in client.get("/recherche?q=fauré").content.decode()
    answer = client.post(KEEP, {"question": "q=fauré"})
    assert answer["Location"].startswith("/connexion/")


def test_search_is_renamed_silenced_and_forgotten_by_its_owner_alone(
    client: Client, reader: Account
) -> None:
    kept = keep(client, "q=fauré")
    other = Client()
    other.force_login(World().person("tom"))
    for browser in (other, client):
        for act in ("rename", "silence"):
            browser.post(PAGE, {"search": kept.pk, "act": act, "name": "  Pour\n jeudi "})
        kept.refresh_from_db()
        if browser is other:
            assert (kept.name, kept.is_alerted) == ("« fauré »", True)
    assert (kept.name, kept.is_alerted) == ("Pour jeudi", False)
    other.post(PAGE, {"search": kept.pk, "act": "forget"})
    assert SavedSearch.objects.exists()
    client.post(PAGE, {"search": kept.pk, "act": "forget"})
    assert not SavedSearch.objects.exists()


def test_what_is_new_is_told_once_after_a_week(
    client: Client, reader: Account, shelf: Shelf, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    keep(client, "q=barcarolle&type=score")
    add_titles(shelf, "Barcarolle du soir", "Valse du matin")
    soon = clock.now()
    assert send_alerts(at=soon) == 0
    later = soon + RHYTHM + timedelta(hours=1)
    assert send_alerts(at=later) == 1
    (message,) = mailoutbox
    assert message.subject == "1 nouveau document dans vos recherches – Portée"
    text = str(message.body)
    assert "« barcarolle », Partition : 1 nouveau document" in text
    assert "Barcarolle du soir" in text
    assert "Valse" not in text
    assert send_alerts(at=later) == 0
    assert send_alerts(at=later + RHYTHM) == 0
    assert len(mailoutbox) == 1


def test_many_new_documents_are_counted_and_the_latest_named(
    client: Client, reader: Account, shelf: Shelf, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    keep(client, "q=barcarolle")
    add_titles(shelf, *(f"Barcarolle numéro {number}" for number in range(LOOKED_AT + 5)))
    assert send_alerts(at=clock.now() + RHYTHM + timedelta(hours=1)) == 1
    text = str(mailoutbox[0].body)
    assert "plus de 99 nouveaux documents" in text
    assert text.count("Barcarolle numéro") == 10
    assert "/recherche?q=barcarolle&sort=added" in text


def test_messages_end_by_one_press_of_the_mail_program(
    client: Client, reader: Account, shelf: Shelf, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    keep(client, "q=barcarolle")
    add_titles(shelf, "Barcarolle du soir")
    send_alerts(at=clock.now() + RHYTHM + timedelta(hours=1))
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/" + headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    program = Client(enforce_csrf_checks=True)
    assert program.get(path).status_code == 200
    assert SavedSearch.objects.get().is_alerted
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not SavedSearch.objects.get().is_alerted
    assert program.post(path.replace(f"/{reader.pk}.", f"/{reader.pk + 1}.")).status_code == 404


def test_nothing_is_told_while_the_search_is_being_rebuilt(
    client: Client, reader: Account, mailoutbox: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep(client, "q=fauré")

    def missing(_query: object) -> None:
        raise IndexMissingError

    monkeypatch.setattr(search_alert, "search", missing)
    assert send_alerts(at=clock.now() + RHYTHM + timedelta(hours=1)) == 0
    told_until = kept.told_until
    kept.refresh_from_db()
    assert kept.told_until == told_until


def test_account_without_address_keeps_searches_and_is_not_promised_messages(
    client: Client, reader: Account
) -> None:
    Account.objects.filter(pk=reader.pk).update(email="lea.4821@sans-courriel.invalid")
    kept = keep(client, "q=fauré")
    page = client.get(PAGE).content.decode()
    assert ("Recevoir" in page, kept.is_alerted) == (False, False)


def test_pages_of_searches_cost_the_same_however_many(
    client: Client, reader: Account, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        keep(client, f"q=mot{number}")
    with django_assert_num_queries(5):
        client.get(PAGE)
