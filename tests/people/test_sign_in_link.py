"""Signing in by a link received by mail, and what might go wrong with one."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from portee.kernel import clock
from portee.people import sign_in_name
from portee.people.models import Account, AddressChange, SignInLink
from portee.people.services.account import change_account
from portee.people.services.address_change import confirm_address_change
from portee.people.services.sign_in_link import send_link, use_link
from tests.people.world import NOW, PASSWORD, SETTING_UP, World
from tests.retention import delete_due

ASK = "/connexion/lien/"


@pytest.fixture(autouse=True)
def _forget_rate_limits() -> None:
    cache.clear()


@pytest.fixture
def camille(world: World) -> Account:
    return world.person("camille", password=PASSWORD)


def link_of(message: mail.EmailMessage) -> str:
    found = re.search(r"https?://[^/]+(/\S*connexion/lien/\S+)", str(message.body))
    assert found
    return found[1]


def ask(client: Client, address: str = "camille@example.org") -> str:
    client.post(ASK, {"email": address})
    return link_of(mail.outbox[-1])


def is_signed_in(client: Client) -> bool:
    return client.get("/mon-compte/").status_code == 200


def test_link_signs_in_after_the_button_only(camille: Account) -> None:
    link = ask(Client())
    client = Client()
    for method in (client.get, client.head, client.get):
        assert method(link).status_code == 200
    assert not is_signed_in(client)
    assert "camille@example.org" in client.get(link).content.decode()
    answer = client.post(link)
    assert answer.headers["Location"] == "/"
    assert is_signed_in(client)


def test_link_works_once(camille: Account) -> None:
    link = ask(Client())
    Client().post(link)
    late = Client()
    assert late.post(link).status_code == 404
    assert late.get(link).status_code == 404
    assert not is_signed_in(late)


def test_of_two_uses_at_once_one_signs_in(camille: Account) -> None:
    ask(Client())
    token = link_of(mail.outbox[0]).rstrip("/").rsplit("/", 1)[1]
    at = clock.now()
    found = SignInLink.objects.select_related("account").get()
    with patch("portee.people.services.sign_in_link.find_link", return_value=found):
        assert [use_link(token, at=at), use_link(token, at=at)] == [camille, None]


def test_link_dies_after_fifteen_minutes_and_when_another_is_asked(camille: Account) -> None:
    first, second = ask(Client()), ask(Client())
    assert Client().get(first).status_code == 404
    later = clock.now() + timedelta(minutes=15)
    with patch("portee.kernel.clock.now", lambda: later):
        assert Client().post(second).status_code == 404
    assert delete_due("people.links", at=later) == 1


def test_known_and_unknown_addresses_get_the_same_page_and_one_mail_each(camille: Account) -> None:
    answers = [Client().post(ASK, {"email": f"{name}@example.org"}) for name in ("camille", "x")]
    assert {answer.headers["Location"] for answer in answers} == {"/connexion/lien/envoye/"}
    assert [message.to for message in mail.outbox] == [["camille@example.org"], ["x@example.org"]]
    assert not re.search("connexion/lien", str(mail.outbox[1].body))


def test_closed_account_is_answered_as_an_unknown_one(camille: Account) -> None:
    link = ask(Client())
    Account.objects.filter(pk=camille.pk).update(is_active=False)
    assert Client().post(link).status_code == 404
    Client().post(ASK, {"email": "camille@example.org"})
    assert mail.outbox[-1].subject.startswith("Aucun compte pour cette adresse")


def test_whoever_has_no_mailbox_is_written_to_nowhere(camille: Account) -> None:
    send_link(email=f"lila.4821@{sign_in_name.DOMAIN}", at=NOW)
    assert mail.outbox == []


def test_sixth_link_to_one_mailbox_within_the_hour_is_not_sent(camille: Account) -> None:
    answers = [Client().post(ASK, {"email": "Camille@example.org"}) for _ in range(6)]
    assert len(mail.outbox) == 5
    assert answers[-1].status_code == 429


def test_token_is_kept_nowhere(camille: Account) -> None:
    token = ask(Client()).rstrip("/").rsplit("/", 1)[1]
    assert token not in str(list(SignInLink.objects.values_list()))


def test_page_of_a_link_is_kept_by_no_cache_and_sent_to_no_other_site(camille: Account) -> None:
    answer = Client().get(ask(Client()))
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_page_of_another_site_uses_no_link(camille: Account) -> None:
    link = ask(Client())
    client = Client(enforce_csrf_checks=True, headers={"Origin": "https://evil.example"})
    assert client.post(link).status_code == 403
    assert Client().get(link).status_code == 200


@pytest.mark.parametrize("by", ["her", "staff"])
def test_links_sent_to_an_address_die_when_the_account_leaves_it(
    camille: Account, by: str, world: World
) -> None:
    link = ask(Client())
    Client().post("/mot-de-passe/oublie/", {"email": camille.email})
    reset = re.search(r"https?://[^/]+(/\S*mot-de-passe/choisir/\S+)", str(mail.outbox[-1].body))
    assert reset
    if by == "staff":
        change_account(account_id=camille.pk, email="neuve@example.org", actor=SETTING_UP, at=NOW)
    else:
        change = AddressChange.objects.create(
            account=camille, email="neuve@example.org", asked_at=NOW
        )
        confirm_address_change(change, actor=SETTING_UP, at=NOW)
    assert Client().get(link).status_code == 404
    late = Client()
    assert late.post(link).status_code == 404
    assert not is_signed_in(late)
    assert "Ce lien ne fonctionne plus" in Client().get(reset[1]).content.decode()


def test_link_ends_the_session_of_whoever_was_signed_in_before(
    camille: Account, world: World
) -> None:
    client = Client()
    client.force_login(world.accounts["resident"])
    client.post(ask(Client()))
    assert "camille@example.org" in client.get("/mon-compte/").content.decode()


def test_faulty_address_is_told_beside_its_field(db: None) -> None:
    answer = Client().post(ASK, {"email": "camille"})
    assert answer.status_code == 422
    assert "Exemple" in answer.content.decode()
    assert mail.outbox == []
