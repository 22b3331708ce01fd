"""What may be told is asked before anything is counted, and an answer is about what was shown."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portee.access.models import Launch, SharingConsent
from portee.access.services.supplier_secret import set_shared_secret
from tests.access.handover.test_cas import answered
from tests.access.handover.world import CAS, NAME_ASKED, SERVICE, Door

ASKING: dict[str, Any] = {
    "schema": 1,
    "address": "https://films.example.org/sso",
    "fields": [{"name": "name", "fact": "name"}],
    "signature": {"name": "sig", "order": ["name"]},
}
MAIL_TOO = {**ASKING, "fields": [*ASKING["fields"], {"name": "mail", "fact": "email"}]}
MAIL_TOO["signature"] = {"name": "sig", "order": ["name", "mail"]}
OPEN = "/offre/films/ouvrir/"


@pytest.fixture
def browser(door: Door, settings: Any, tmp_path: Any) -> Client:
    """The browser of a resident, before a platform that asks for her name."""
    settings.DATA_DIR = tmp_path
    set_shared_secret(supplier_id=door.supplier.pk, secret="un secret bien gardé")
    door.supplier.refresh_from_db()
    door.use("signed_link", ASKING)
    client = Client()
    client.force_login(door.world.accounts["resident"])
    return client


def test_nothing_is_counted_before_the_answer(browser: Client) -> None:
    question = browser.post(OPEN)["Location"]
    assert question.startswith("/offres/transmettre/")
    assert not Launch.objects.exists()
    page = answered(browser, question, "yes").content.decode()
    assert "https://films.example.org/sso?name=Resident" in page
    assert Launch.objects.count() == 1


def test_refused_question_counts_nothing_where_the_platform_insists(
    door: Door, browser: Client
) -> None:
    insisting = {"name": "name", "fact": "name", "required": True}
    door.use("signed_link", {**ASKING, "fields": [insisting]})
    answered(browser, browser.post(OPEN)["Location"], "no")
    assert not Launch.objects.exists()


def test_platform_that_asks_by_itself_is_counted_after_the_answer_too(
    door: Door, browser: Client
) -> None:
    door.use("cas", {**CAS, "attributes": [NAME_ASKED]})
    assert "/offres/transmettre/" in browser.post(OPEN)["Location"]
    assert not Launch.objects.exists()


def test_reader_who_would_not_be_let_in_is_not_asked(door: Door, browser: Client) -> None:
    browser.force_login(door.world.accounts["hills-reader"])
    assert browser.post(OPEN).status_code == 403


def test_question_of_one_person_is_not_answered_by_another(door: Door, browser: Client) -> None:
    question = browser.post(OPEN)["Location"]
    stranger = Client()
    stranger.force_login(door.world.accounts["hills-reader"])
    assert stranger.get(question).status_code == 404
    assert browser.get(question[:-2] + "x/").status_code == 404


def test_answer_is_kept_for_the_facts_that_were_shown(door: Door, browser: Client) -> None:
    question = browser.post(OPEN)["Location"]
    door.use("signed_link", MAIL_TOO)
    late = browser.post(question, {"answer": "yes", "shown": "name"})
    assert late.status_code == 422
    assert "resident@example.org" in late.content.decode()
    assert not SharingConsent.objects.exists()
    answered(browser, question, "yes")
    assert SharingConsent.objects.get().facts == ["name", "email"]


def test_page_of_an_offer_says_what_its_platform_learns(door: Door, browser: Client) -> None:
    there = reverse("access:offer", args=["films"])
    assert "ne le reçoit que si vous l’acceptez\u00a0: Nom." in browser.get(there).content.decode()
    door.use("cas", CAS)
    assert "et rien d’autre de vous." in browser.get(there).content.decode()
    door.use("plain_link", {"schema": 1})
    assert "ne sait pas qui vous êtes" in browser.get(there).content.decode()


def test_example_member_is_let_in_nowhere_and_nobody_in_its_place(door: Door) -> None:
    librarian = Client()
    librarian.force_login(door.world.accounts["librarian"])
    chosen = {"establishment": "valley-library", "kind": "adult"}
    assert librarian.post(reverse("access:example"), chosen).status_code == 302
    door.use("cas", CAS)
    answer = librarian.get("/cas/login", {"service": SERVICE})
    assert answer.status_code == 403
    assert "ne laisse entrer aucun membre d’exemple" in answer.content.decode()
    silent = librarian.get("/cas/login", {"service": SERVICE, "gateway": "true"})
    assert silent["Location"] == SERVICE
    assert not Launch.objects.exists()


def test_example_member_of_a_free_platform_is_not_named_there(door: Door, browser: Client) -> None:
    type(door.offer).objects.update(model="free")
    librarian = Client()
    librarian.force_login(door.world.accounts["librarian"])
    chosen = {"establishment": "valley-library", "kind": "adult"}
    librarian.post(reverse("access:example"), chosen)
    page = librarian.post(OPEN)
    assert page.status_code == 200
    assert "films.example.org/sso" not in page.content.decode()
    door.use("plain_link", {"schema": 1})
    assert "https://films.example.org/" in librarian.post(OPEN).content.decode()
