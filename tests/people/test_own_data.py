"""Reading, taking away and correcting what is kept about oneself."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from portee.kernel.personal_data import declarations
from portee.people.models import Account, AddressChange, AuditEntry, Registration
from tests.answers import let_go
from tests.people.wishes import ask
from tests.people.world import PASSWORD, World
from tests.retention import delete_due

PAGE = "/mon-compte/donnees/"
ADDRESS = "/mon-compte/adresse/"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def reader(world: World, client: Client) -> Account:
    person = world.person("lea", password=PASSWORD)
    ask(world)
    mail.outbox.clear()
    client.force_login(person)
    return person


def archive(client: Client) -> zipfile.ZipFile:
    answer: Any = client.post(f"{PAGE}telecharger/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mes-donnees.zip"'
    content = b"".join(answer.streaming_content)
    let_go(answer)
    return zipfile.ZipFile(BytesIO(content))


def test_page_shows_every_value_kept_and_no_secret(reader: Account, client: Client) -> None:
    page = client.get(PAGE).content.decode()
    for words in ("lea@example.org", "Léa Martin", "Caylus", "1990"):
        assert words in page
    assert reader.password not in page
    assert "argon2" not in page


def test_download_holds_the_same_twice_for_programs_and_for_people(
    reader: Account, client: Client
) -> None:
    found = archive(client)
    assert sorted(found.namelist()) == ["donnees.json", "mes-donnees.html"]
    facts = json.loads(found.read("donnees.json"))
    assert facts["format"] == 1
    tables = {table["table"]: table["rows"] for one in facts["data"] for table in one["tables"]}
    assert tables["people.Account"][0]["email"] == "lea@example.org"
    assert tables["people.Registration"][0]["commune"] == "Caylus"
    assert "password" not in tables["people.Account"][0]
    assert "Caylus" in found.read("mes-donnees.html").decode()
    assert reader.password not in str(facts)


def test_download_is_sealed_in_the_trail_without_what_it_held(
    reader: Account, client: Client
) -> None:
    archive(client)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.account_id) == ("data_downloaded", reader.pk)
    assert entry.facts == {}


def test_nobody_reads_the_data_of_somebody_else(
    world: World, reader: Account, client: Client
) -> None:
    client.force_login(world.accounts["resident"])
    assert "Caylus" not in client.get(PAGE).content.decode()
    assert reader.email not in archive(client).read("donnees.json").decode()


def test_names_are_never_taken_for_html_in_the_file(reader: Account, client: Client) -> None:
    Account.objects.filter(pk=reader.pk).update(display_name="<script>alert(1)</script>")
    assert b"<script>alert" not in archive(client).read("mes-donnees.html")


def test_page_asks_one_query_a_table_whatever_the_number_of_rows(
    world: World, reader: Account, client: Client, django_assert_num_queries: Any
) -> None:
    told = sum(1 for one in declarations() if one.owned_by is not None)
    client.get(PAGE)
    for number in range(30):
        ask(world, email=f"autre{number}@example.org")
    with django_assert_num_queries(told + 5):
        # The session, the account twice, her other addresses, her roles (the menu), then each table.
        client.get(PAGE)


def test_new_address_is_used_once_confirmed_from_its_mailbox(
    reader: Account, client: Client
) -> None:
    client.post(ADDRESS, {"email": "neuve@example.org", "password": PASSWORD})
    reader.refresh_from_db()
    assert reader.email == "lea@example.org"
    confirm, warning = mail.outbox
    assert (confirm.to, warning.to) == (["neuve@example.org"], ["lea@example.org"])
    assert "neuve@example.org" not in str(warning.body)
    path = link_of(confirm)
    visitor = Client()
    assert "neuve@example.org" in visitor.get(path).content.decode()
    reader.refresh_from_db()
    assert reader.email == "lea@example.org", "opening the link changes nothing"
    assert visitor.post(path).status_code == 200
    reader.refresh_from_db()
    assert reader.email == "neuve@example.org"
    assert mail.outbox[-1].to == ["lea@example.org"]
    assert visitor.get(path).status_code == 404


def test_address_of_somebody_else_is_told_to_them_and_not_to_who_asks(
    world: World, reader: Account, client: Client
) -> None:
    taken = world.accounts["resident"].email
    seen = []
    for email in (taken, "libre@example.org"):
        mail.outbox.clear()
        answer = client.post(ADDRESS, {"email": email, "password": PASSWORD})
        there, own = mail.outbox
        assert (there.to, own.to) == ([email], [reader.email])
        assert ("/mon-compte/adresse/" in str(there.body)) is (email != taken)
        row = AddressChange.objects.values_list("account_id", "email").get()
        seen.append((answer.status_code, row == (reader.pk, email), own.subject, own.body))
    assert seen[0] == seen[1]


def test_address_that_is_not_confirmed_neither_reads_nor_erases_what_is_kept_of_others(
    world: World, reader: Account, client: Client
) -> None:
    theirs = ask(world, at="hills-library", email="autre@example.org", commune="Moissac")
    client.post(ADDRESS, {"email": "autre@example.org", "password": PASSWORD})
    assert "Moissac" not in client.get(PAGE).content.decode()
    assert b"Moissac" not in archive(client).read("donnees.json")
    client.post(f"{PAGE}effacer/", {"password": PASSWORD})
    assert not Account.objects.filter(pk=reader.pk).exists()
    assert Registration.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"email": "neuve@example.org", "password": "autre chose"}, "pas votre mot de passe"),
        ({"email": "lea@example.org", "password": PASSWORD}, "déjà avec cette adresse"),
        ({"email": "neuve", "password": PASSWORD}, "pas une adresse"),
        ({"email": "", "password": ""}, "Saisissez la nouvelle adresse"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    reader: Account, client: Client, posted: dict[str, str], said: str
) -> None:
    answer = client.post(ADDRESS, posted)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert mail.outbox == []


def test_second_change_makes_the_first_link_worthless(reader: Account, client: Client) -> None:
    for email in ("une@example.org", "deux@example.org"):
        client.post(ADDRESS, {"email": email, "password": PASSWORD})
    first = link_of(mail.outbox[0])
    assert client.get(first).status_code == 404


def test_link_is_worth_three_days(reader: Account, client: Client) -> None:
    client.post(ADDRESS, {"email": "neuve@example.org", "password": PASSWORD})
    change = AddressChange.objects.get()
    asked_at = change.asked_at
    assert delete_due("people.address-changes", at=asked_at + timedelta(days=3)) == 0
    assert delete_due("people.address-changes", at=asked_at + timedelta(days=3, seconds=1)) == 1


def test_passwords_are_not_tried_for_ever(reader: Account, client: Client) -> None:
    answers = [
        client.post(f"{PAGE}effacer/", {"password": f"essai {number}"}).status_code
        for number in range(6)
    ]
    assert answers == [422] * 5 + [429]


def link_of(message: Any) -> str:
    """The path of the link to confirm."""
    [link] = [word for word in str(message.body).split() if "/mon-compte/adresse/" in word]
    return "/" + link.split("/", 3)[3]
