"""Forgotten and changed passwords, and their mails."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from portee.people.models import Account
from tests.people.world import PASSWORD, World

ASK = "/mot-de-passe/oublie/"
NEW = "un-autre-mot-bien-long"


@pytest.fixture(autouse=True)
def _forget_rate_limits() -> None:
    cache.clear()


@pytest.fixture
def camille(world: World) -> Account:
    return world.person("camille", password=PASSWORD)


def link_of(message: mail.EmailMessage) -> str:
    found = re.search(r"https?://[^/]+(/\S*mot-de-passe/choisir/\S+)", str(message.body))
    assert found
    return found[1]


def choose(client: Client, link: str, password: str) -> object:
    page = client.get(link)
    return client.post(page.headers["Location"], {"password1": password, "password2": password})


def can_sign_in(password: str) -> bool:
    client = Client()
    client.post("/connexion/", {"login": "camille@example.org", "password": password})
    return client.get("/mon-compte/").status_code == 200


def test_known_and_unknown_addresses_get_the_same_page_and_one_mail_each(
    camille: Account, client: Client
) -> None:
    answers = [client.post(ASK, {"email": f"{name}@example.org"}) for name in ("camille", "x")]
    assert {answer.headers["Location"] for answer in answers} == {"/mot-de-passe/oublie/envoye/"}
    assert [message.to for message in mail.outbox] == [["camille@example.org"], ["x@example.org"]]


def test_link_works_once(camille: Account, client: Client) -> None:
    client.post(ASK, {"email": "camille@example.org"})
    link = link_of(mail.outbox[0])
    choose(client, link, NEW)
    assert can_sign_in(NEW)
    again = Client().get(link)
    assert "Ce lien ne fonctionne plus" in again.content.decode()


def test_link_of_somebody_else_is_worth_nothing(
    camille: Account, world: World, client: Client
) -> None:
    world.person("other", password=PASSWORD)
    for name in ("camille", "other"):
        client.post(ASK, {"email": f"{name}@example.org"})
    first, second = (link_of(message).rstrip("/").split("/")[-1] for message in mail.outbox)
    forged = f"{first.split('-', 1)[0]}-{second.split('-', 1)[1]}"
    page = client.get(f"/mot-de-passe/choisir/{forged}/")
    assert "Ce lien ne fonctionne plus" in page.content.decode()


def test_link_dies_when_the_password_changes_meanwhile(camille: Account, client: Client) -> None:
    client.post(ASK, {"email": "camille@example.org"})
    camille.set_password("encore-un-autre-mot")
    camille.save()
    page = client.get(link_of(mail.outbox[0]))
    assert "Ce lien ne fonctionne plus" in page.content.decode()


@pytest.mark.parametrize(
    "password", ["court", "motdepasse123"[:11], "password1234", "camille@example.org"]
)
def test_weak_passwords_are_refused_in_words(
    camille: Account, client: Client, password: str
) -> None:
    client.post(ASK, {"email": "camille@example.org"})
    answer = choose(client, link_of(mail.outbox[0]), password)
    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert not can_sign_in(password)
    assert can_sign_in(PASSWORD)


@pytest.mark.parametrize(
    ("language", "subject", "greeting"),
    [("fr", "Choisissez un nouveau mot de passe", "Bonjour"), ("en", "Choose a new", "Hello")],
)
def test_mail_speaks_the_language_of_the_account(
    camille: Account, language: str, subject: str, greeting: str
) -> None:
    Account.objects.filter(pk=camille.pk).update(language=language)
    Client().post(ASK, {"email": "camille@example.org"})
    (message,) = mail.outbox
    assert message.subject.startswith(subject)
    assert greeting in message.body
    (twin,) = message.alternatives  # type: ignore[attr-defined]
    assert twin[1] == "text/html"
    assert greeting in twin[0]
    assert f'lang="{language}"' in twin[0]
    assert link_of(message) in twin[0]


def test_sixth_mail_to_one_address_within_the_hour_is_not_sent(camille: Account) -> None:
    answers = [Client().post(ASK, {"email": "camille@example.org"}) for _ in range(6)]
    assert len(mail.outbox) == 5
    assert answers[-1].status_code == 429


def test_changing_the_password_asks_for_the_present_one_and_tells_by_mail(
    camille: Account, client: Client
) -> None:
    client.force_login(camille)
    change = "/mot-de-passe/changer/"
    wrong = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    assert client.post(change, wrong).status_code == 200
    assert can_sign_in(PASSWORD)
    answer = client.post(change, {**wrong, "oldpassword": PASSWORD})
    assert answer.headers["Location"] == "/mon-compte/"
    assert can_sign_in(NEW)
    assert client.get("/mon-compte/").status_code == 200
    assert [message.subject.split(" – ")[0] for message in mail.outbox] == [
        "Votre mot de passe a changé"
    ]


def test_new_password_ends_the_other_sessions(camille: Account, client: Client) -> None:
    elsewhere = Client()
    elsewhere.force_login(camille)
    client.force_login(camille)
    client.post(
        "/mot-de-passe/changer/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )
    assert elsewhere.get("/mon-compte/").status_code == 302


def test_header_cannot_be_injected_into_a_mail(camille: Account, client: Client) -> None:
    client.post(ASK, {"email": "camille@example.org\nBcc: evil@example.org"})
    assert mail.outbox == []
