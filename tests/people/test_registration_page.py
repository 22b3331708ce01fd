"""The public pages of a request: four questions, no cookie, no script, nothing readable in their addresses."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portee.people.models import Registration, RegistrationDraft
from tests.people.wishes import ask, open_registration
from tests.people.world import World

PERSON = {"display_name": "Léa Martin", "birth_year": "1990", "commune": "Caylus"}
CHILD = {**PERSON, "birth_year": "2016"}


@pytest.fixture
def site(world: World) -> World:
    """A library that takes requests; no limit remembered from another test."""
    cache.clear()
    open_registration(world, "valley-library", days=5)
    return world


def begin(site: World, client: Client) -> str:
    """Choose the library; give the address of the next question."""
    answer = client.post("/inscription/", {"establishment": site.nodes["valley-library"].pk})
    assert answer.status_code == 302
    return answer.headers["Location"]


def go_on(client: Client, address: str, **said: str) -> str:
    answer = client.post(address, said)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def send(site: World, client: Client, person: dict[str, str], **contact: str) -> str:
    """Answer every question; give the address of the last page."""
    check = go_on(client, go_on(client, begin(site, client), **person), **contact)
    return go_on(client, check, consent="on")


def test_person_asks_in_four_pages_without_receiving_a_cookie(site: World, client: Client) -> None:
    last = send(site, client, PERSON, email="lea@example.org")
    assert "sous 5 jours" in client.get(last).content.decode().replace("\xa0", " ")
    assert not client.cookies
    assert Registration.objects.get().email == "lea@example.org"
    assert not RegistrationDraft.objects.exists()


def test_stranger_reads_the_same_whoever_the_address_belongs_to(
    site: World, client: Client
) -> None:
    pages = []
    for email in ("nobody-knows@example.org", "nobody-knows@example.org", "resident@example.org"):
        last = send(site, client, PERSON, email=email)
        pages.append((last, client.get(last).content))
    assert pages[0] == pages[1] == pages[2]
    assert len(mail.outbox) == 3


def test_child_s_request_is_decided_by_nobody_before_the_guardian_says_yes(
    site: World, client: Client
) -> None:
    send(site, client, CHILD, guardian_email="parent@example.org", email="")
    link = re.search(r"/inscription/accord/\S+", str(mail.outbox[0].body))
    assert link
    page = client.get(link[0])
    assert "Léa Martin" in page.content.decode()
    client.post(link[0], {"decision": "yes"})
    assert not Registration.objects.get().awaits_guardian
    assert "votre accord est enregistré" in client.get(link[0]).content.decode()


def test_guardian_who_refuses_leaves_nothing_behind(site: World, client: Client) -> None:
    send(site, client, CHILD, guardian_email="parent@example.org", email="")
    link = re.search(r"/inscription/accord/\S+", str(mail.outbox[0].body))
    assert link
    client.post(link[0], {"decision": "no"})
    assert not Registration.objects.exists()
    assert client.get(link[0]).status_code == 404


def test_person_withdraws_from_the_link_of_the_message(site: World, client: Client) -> None:
    send(site, client, PERSON, email="lea@example.org")
    link = re.search(r"/inscription/suivi/\S+", str(mail.outbox[0].body))
    assert link
    assert "attend une réponse" in client.get(link[0]).content.decode()
    client.post(link[0], {"withdraw": "1"})
    assert not Registration.objects.exists()


def test_draft_is_taken_up_again_from_its_address(site: World, client: Client) -> None:
    contact = go_on(client, begin(site, client), **PERSON)
    page = Client().get(contact.replace("/contact/", "/qui/")).content.decode()
    assert 'value="Léa Martin"' in page
    assert 'value="1990"' in page


def test_addresses_hold_nothing_readable_and_open_nothing_else(site: World, client: Client) -> None:
    address = begin(site, client)
    assert re.fullmatch(r"/inscription/\d+\.[\w-]+/qui/", address)
    ticket = address.split("/")[2]
    number, seal = ticket.split(".")
    for other in (f"{int(number) + 1}.{seal}", number, f"{number}.", "x" * 300):
        assert client.get(f"/inscription/{other}/qui/").status_code == 404
    assert client.get(f"/inscription/suivi/{ticket}/").status_code == 404
    assert client.get(f"/inscription/accord/{ticket}/").status_code == 404
    page = client.get(address)
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


@pytest.mark.parametrize("query", ["?commune=valley", "?commune=VALLEY%20library", "?tous=1"])
def test_only_establishments_that_take_part_are_offered(
    site: World, client: Client, query: str
) -> None:
    page = client.get(f"/inscription/{query}").content.decode()
    assert "Valley Library" in page
    assert "Hills Library" not in page


def test_commune_without_establishment_says_what_to_do(site: World, client: Client) -> None:
    page = client.get("/inscription/?commune=zzzz").content.decode()
    assert "Aucun établissement trouvé" in page


def test_virtual_establishment_is_offered_to_every_commune(site: World, client: Client) -> None:
    open_registration(site, "hills-library")
    node = site.nodes["hills-library"]
    node.refresh_from_db()
    node.is_virtual = True
    node.save()
    assert "Hills Library" in client.get("/inscription/?commune=zzzz").content.decode()


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({**PERSON, "birth_year": "85"}, "année comprise"),
        ({**PERSON, "birth_year": "mille"}, "quatre chiffres"),
        ({**PERSON, "display_name": "www.exemple.org"}, "en lettres"),
        ({**PERSON, "commune": ""}, "votre commune"),
    ],
)
def test_error_is_said_beside_its_question(
    site: World, client: Client, said: dict[str, str], fault: str
) -> None:
    answer = client.post(begin(site, client), said)
    assert answer.status_code == 422
    assert fault in answer.content.decode()


def test_last_page_sends_back_whoever_skips_a_question(site: World, client: Client) -> None:
    person = begin(site, client)
    assert go_on(client, person.replace("/qui/", "/verifier/"), consent="on") == person
    assert not Registration.objects.exists()


def test_nothing_is_sent_without_consent_nor_by_a_machine(site: World, client: Client) -> None:
    check = go_on(client, go_on(client, begin(site, client), **PERSON), email="lea@example.org")
    assert client.post(check, {}).status_code == 422
    go_on(client, check, consent="on", site="https://spam.example")
    assert not Registration.objects.exists()


def test_page_of_another_site_sends_nothing(site: World, client: Client) -> None:
    foreign = Client(enforce_csrf_checks=True)
    answer = foreign.post(
        "/inscription/",
        {"establishment": site.nodes["valley-library"].pk},
        HTTP_ORIGIN="https://evil.example",
    )
    assert answer.status_code == 403


def test_one_mailbox_is_not_written_to_all_day_and_a_class_is_not_stopped(
    site: World, client: Client
) -> None:
    for number in range(30):
        send(site, client, PERSON, email=f"eleve{number}@example.org")
    for _again in range(5):
        send(site, client, PERSON, email="lea@example.org")
    check = go_on(client, go_on(client, begin(site, client), **PERSON), email="lea@example.org")
    assert client.post(check, {"consent": "on"}).status_code == 429
    assert sum(letter.to == ["lea@example.org"] for letter in mail.outbox) == 5


def test_question_of_the_establishment_is_answered_from_the_page(
    site: World, client: Client
) -> None:
    registration = ask(site)
    link = re.search(r"/inscription/suivi/\S+", str(mail.outbox[0].body))
    assert link
    Registration.objects.update(state="more_asked", question="Dans quelle rue ?")
    assert "Dans quelle rue ?" in client.get(link[0]).content.decode()
    assert client.post(link[0], {"answer": " "}).status_code == 422
    go_on(client, link[0], answer="Rue Droite")
    registration.refresh_from_db()
    assert (registration.state, registration.answer) == ("pending", "Rue Droite")


def test_pages_ask_the_database_the_same_whatever_the_number_of_rows(
    site: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = begin(site, client)
    with django_assert_num_queries(2):
        client.get("/inscription/?commune=valley")
    with django_assert_num_queries(1):
        client.get(address)


def test_page_of_an_establishment_leads_to_its_own_request(site: World, client: Client) -> None:
    library, other = site.nodes["valley-library"], site.nodes["hills-library"]
    address = f"/inscription/?etablissement={library.code}"
    page = client.get(f"/etablissement/{library.code}/").content.decode()
    assert "S’inscrire ici" in page
    assert address in page
    assert library.name in client.get(address).content.decode()
    assert "S’inscrire ici" not in client.get(f"/etablissement/{other.code}/").content.decode()
