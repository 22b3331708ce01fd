"""The pages of offers: what each reader is told, what it costs, what is never kept."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings

from portee.access.forms.offer_filter import OfferQuestion
from portee.access.models import AddressRange, Launch, Meter
from portee.access.queries.offer_list import list_offers
from portee.access.queries.situation import person_of, read_situation
from portee.kernel import clock
from portee.kernel.actor import RoleKind
from portee.people.models import Account
from tests.access.offers import Offers, acting
from tests.people.world import NOW, TODAY

CountQueries = Callable[[int], AbstractContextManager[Any]]


def signed_in(account: Account) -> Client:
    """A browser where somebody is signed in."""
    client = Client()
    client.force_login(account)
    return client


def lasting(offers: Offers, name: str, at: str) -> Account:
    """Somebody registered until well after today."""
    return offers.member(name, at, until=clock.today() + timedelta(days=90))


def test_a_reader_sees_what_opens_and_is_told_what_does_not(offers: Offers) -> None:
    here, there = offers.offer("press"), offers.offer("films")
    offers.right(here, "valley")
    offers.right(there, "hills")
    page = signed_in(lasting(offers, "lea", "valley-library")).get("/en/offres/").content.decode()
    assert page.count("Opens to you") == 1
    assert "Your library does not take part in this offer." in page
    only = signed_in(offers.world.accounts["lea"]).get("/en/offres/?pour_moi=on")
    assert "/en/offre/press/" in only.content.decode()
    assert "/en/offre/films/" not in only.content.decode()


def test_visitors_share_pages_without_cookie_that_say_nothing_of_anybody(offers: Offers) -> None:
    offers.right(offers.offer(), "valley")
    client = Client()
    for address in ("/offres/", "/offre/press/", "/offres/?q=press&genre=press"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not answer.cookies
    assert "pour_moi" not in client.get("/offres/").content.decode()


def test_one_click_leads_to_the_platform_and_counts(offers: Offers) -> None:
    offers.right(offers.offer(), "valley")
    answer = signed_in(lasting(offers, "lea", "valley-library")).post("/en/offre/press/ouvrir/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<meta http-equiv="refresh" content="0; url=https://platform.example/press">' in page
    assert Launch.objects.count() == 1


def test_a_refusal_says_why_and_the_next_step(offers: Offers) -> None:
    offers.right(offers.offer(), "valley")
    answer = signed_in(lasting(offers, "zoe", "hills-library")).post("/en/offre/press/ouvrir/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Your library does not take part in this offer." in page
    assert 'href="/en/offre/press/aide/"' in page
    visitor = Client().post("/en/offre/press/ouvrir/").content.decode()
    assert "/en/connexion/?next=%2Fen%2Foffre%2Fpress%2F" in visitor


def test_what_is_not_shown_or_is_over_has_no_page(offers: Offers) -> None:
    offers.offer("draft", is_published=False)
    offers.offer("over", end_date=clock.today() - timedelta(days=1))
    for code in ("draft", "over", "nothing"):
        assert Client().get(f"/offre/{code}/").status_code == 404
        assert Client().post(f"/offre/{code}/ouvrir/").status_code == 404
    assert "Draft" not in Client().get("/offres/").content.decode()


def test_an_offer_of_the_spot_opens_to_its_addresses_only(offers: Offers) -> None:
    offers.right(offers.offer(), "valley-library", holder="everybody", place="on_site")
    AddressRange.objects.create(
        establishment=offers.world.nodes["valley-library"], network="192.0.2.0/24"
    )
    inside = Client().post("/offre/press/ouvrir/", REMOTE_ADDR="192.0.2.7")
    assert inside.status_code == 200
    assert Client().post("/offre/press/ouvrir/", REMOTE_ADDR="198.51.100.7").status_code == 403
    assert Client().post("/offre/press/ouvrir/", REMOTE_ADDR="").status_code == 403


def test_the_list_costs_three_queries_more_than_its_offers(
    offers: Offers, django_assert_num_queries: CountQueries
) -> None:
    lea = acting(offers.member("lea", "valley-library"))
    for number in range(20):
        offers.right(offers.offer(f"o{number}", network_year_cap=9), "valley")
    with django_assert_num_queries(4):
        person = person_of(lea)
        situation = read_situation(person=person, at=NOW)
        cards = list_offers(OfferQuestion(), on=TODAY, situation=situation)
    assert len([card for card in cards if card.is_open]) == 20


def test_staff_look_as_an_example_member_marked_noted_and_counted_for_nobody(
    offers: Offers,
) -> None:
    paid, free = offers.offer("press"), offers.offer("waves", model="free")
    offers.right(paid, "valley")
    offers.right(free, "valley")
    client = signed_in(offers.world.accounts[RoleKind.LIBRARIAN.value])
    chosen = {"establishment": "valley-library", "kind": "adult"}
    assert client.post("/en/offres/exemple/", chosen).status_code == 302
    assert "You see what an example member sees" in client.get("/en/offres/").content.decode()
    assert "nothing was opened" in client.post("/en/offre/press/ouvrir/").content.decode()
    assert "platform.example" in client.post("/en/offre/waves/ouvrir/").content.decode()
    noted = Launch.objects.filter(is_example=True, account__email="librarian@example.org")
    assert noted.count() == 2
    assert not Meter.objects.exists()
    client.post("/en/offres/exemple/", {"end": "1"})
    assert "example member" not in client.get("/en/offres/").content.decode()


def test_nobody_looks_as_a_member_of_an_establishment_of_others(offers: Offers) -> None:
    client = signed_in(offers.world.accounts["hills-librarian"])
    answer = client.post(
        "/en/offres/exemple/", {"establishment": "valley-library", "kind": "adult"}
    )
    assert answer.status_code == 200
    assert "access_example" not in client.session
    reader = signed_in(offers.world.accounts["resident"])
    assert reader.get("/en/offres/exemple/").status_code == 403


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_a_request_for_help_reaches_the_library_with_what_the_site_answers(offers: Offers) -> None:
    offers.right(offers.offer(), "hills")
    library = offers.world.nodes["valley-library"]
    type(library).objects.filter(pk=library.pk).update(email="library@example.org")
    client = signed_in(lasting(offers, "lea", "valley-library"))
    sent = client.post(
        "/en/offre/press/aide/", {"library": "valley-library", "message": "It stays white."}
    )
    assert sent.status_code == 302
    (letter,) = mail.outbox
    assert letter.to == ["library@example.org"]
    assert letter.reply_to == ["lea@example.org"]
    assert "It stays white." in letter.body
    assert "not_taking_part" in letter.body


def test_staff_are_told_why_it_does_not_open_for_their_own_readers_only(offers: Offers) -> None:
    offer = offers.offer()
    offers.right(offer, "hills")
    lasting(offers, "lea", "valley-library")
    asked = {"who": "lea@example.org", "offer": offer.pk}
    own = signed_in(offers.world.accounts[RoleKind.LIBRARIAN.value])
    page = own.post("/gestion/pourquoi/", asked).content.decode()
    assert "not_taking_part" in page
    other = signed_in(offers.world.accounts["hills-librarian"])
    page = other.post("/gestion/pourquoi/", asked).content.decode()
    assert "not_taking_part" not in page
    stranger = other.post("/gestion/pourquoi/", {**asked, "who": "nobody-at-all@example.org"})
    errors = [
        re.findall(r'class="error-message">([^<]+)', text)
        for text in (page, stranger.content.decode())
    ]
    assert errors[0] == errors[1] != []


@pytest.mark.parametrize("query", ["genre=xx&public=yy", "q=" + "a" * 500, "q=%00", "pour_moi=%FF"])
def test_hostile_filters_ask_for_nothing(offers: Offers, query: str) -> None:
    offers.right(offers.offer(), "valley")
    assert Client().get(f"/offres/?{query}").status_code in {200, 400}


def test_the_page_of_an_establishment_shows_what_it_opens(offers: Offers) -> None:
    offers.right(offers.offer(), "valley")
    page = Client().get("/en/etablissement/valley-library/").content.decode()
    assert 'href="/en/offre/press/"' in page
    assert "/en/offre/" not in Client().get("/en/etablissement/hills-library/").content.decode()
