"""A guardian and a child: tied by the consent, seeing the same page, until the child is of age."""

import json
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from portee.kernel.actor import STAFF_ROLES, RoleKind
from portee.people.api import RoleNotAllowedError, actor_of
from portee.people.models import Account, AuditEntry, GuardianLink, Membership, Registration, Role
from portee.people.services.guardian_age import end_of_age, tell_fifteen
from portee.people.services.guardian_link import GuardianNotAllowedError, hide_from_guardian
from portee.people.services.registration import consent_as_guardian
from portee.people.services.registration_decision import accept_registration
from portee.people.signed_number import Use, sealed
from tests.people.wishes import ask
from tests.people.world import NOW, PASSWORD, SETTING_UP, TODAY, World

PAGE = "/mon-compte/enfants/"
MAILBOX = "parent@example.org"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portee.kernel.clock.now", lambda: NOW)
    monkeypatch.setattr("portee.kernel.clock.today", lambda: TODAY)


def asked(world: World, **facts: Any) -> Registration:
    """Zoé, who is ten, asks; nobody has consented."""
    said = {"display_name": "Zoé Petit", "email": "", "birth_year": 2016, "guardian_email": MAILBOX}
    return ask(world, **{**said, **facts})


def accepted(world: World, **facts: Any) -> GuardianLink:
    """Zoé is registered, with consent."""
    request = asked(world, **facts)
    consent_as_guardian(registration_id=request.pk, at=NOW)
    librarian = actor_of(account_id=world.accounts["librarian"].pk, on=TODAY)
    accept_registration(registration_id=request.pk, actor=librarian, at=NOW)
    return GuardianLink.objects.get(registration=request)


def parent(world: World, client: Client, name: str = "parent") -> Account:
    """Somebody signed in, at the address that consented unless said otherwise."""
    person = world.person(name, password=PASSWORD)
    client.force_login(person)
    return person


def offer(request: Registration) -> str:
    return f"/responsable/{sealed(request.pk, Use.GUARDIAN)}/"


def link_in(message: Any, part: str) -> str:
    [link] = [word for word in str(message.body).split() if part in word]
    return "/" + link.split("/", 3)[3]


def test_guardian_without_account_opens_one_from_the_consent_and_finds_the_child(
    world: World, client: Client
) -> None:
    request = asked(world)
    consent = link_in(mail.outbox[-1], "/inscription/accord/")
    assert offer(request) not in client.get(consent).content.decode()
    client.post(consent, {"decision": "yes"})
    assert offer(request) in client.get(consent).content.decode()
    answer = client.post(offer(request), {"display_name": "Ana Petit"})
    assert "Lisez vos messages" in answer.content.decode()
    account = Account.objects.get(email=MAILBOX)
    assert not account.has_usable_password()
    assert mail.outbox[-1].to == [MAILBOX]
    librarian = actor_of(account_id=world.accounts["librarian"].pk, on=TODAY)
    accept_registration(registration_id=request.pk, actor=librarian, at=NOW)
    client.force_login(account)
    assert "Zoé Petit" in client.get(PAGE).content.decode()


def test_account_already_opened_by_that_address_is_tied_at_once(
    world: World, client: Client
) -> None:
    person = parent(world, client)
    link = accepted(world)
    assert link.guardian == person
    assert "/mon-compte/enfants/" in str(mail.outbox[-1].body)


def test_guardian_takes_the_link_later_with_an_account_of_another_address(
    world: World, client: Client
) -> None:
    link = accepted(world)
    path = link_in(mail.outbox[-1], "/responsable/")
    person = parent(world, client, "autre")
    assert client.post(path).status_code == 302
    link.refresh_from_db()
    assert link.guardian == person
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.facts) == ("guardian_joined", {"guardian": person.pk})
    parent(world, client, "encore")
    client.post(path)
    link.refresh_from_db()
    assert link.guardian == person, "taken once"


def test_child_never_becomes_her_own_guardian_nor_anothers(world: World, client: Client) -> None:
    link, other = accepted(world), accepted(world, display_name="Léo Petit")
    for child in (link.child, other.child):
        client.force_login(child)
        client.post(offer(link.registration))  # type: ignore[arg-type]
    link.refresh_from_db()
    assert link.guardian is None


def test_guardian_and_child_see_the_same_and_nobody_else_does(world: World, client: Client) -> None:
    parent(world, client)
    link = accepted(world)
    seen = client.get(f"{PAGE}{link.pk}/").content.decode()
    client.force_login(link.child)
    own = client.get("/mon-compte/responsables/").content.decode()
    for words in (
        "Valley Library",
        "Du 22 novembre 2026",
        "Aucun rôle de professionnel",
        "Personne",
    ):
        assert (words in seen) == (words in own)
    for name in ("librarian", "county-manager", "resident"):
        client.force_login(world.accounts[name])
        for path in ("", "retirer/", "effacer/"):
            assert client.get(f"{PAGE}{link.pk}/{path}").status_code == 404
        assert client.post(f"{PAGE}{link.pk}/telecharger/").status_code == 404


def test_withdrawing_ends_the_registration_and_tells_the_establishment_without_a_name(
    world: World, client: Client
) -> None:
    parent(world, client)
    link = accepted(world)
    Membership.objects.update(start_date=TODAY - timedelta(days=9))
    Role.objects.filter(account=link.child).update(start_date=TODAY - timedelta(days=9))
    mail.outbox.clear()
    path = f"{PAGE}{link.pk}/retirer/"
    assert client.post(path, {"password": "une autre phrase"}).status_code == 422
    assert client.post(path, {"password": PASSWORD}).status_code == 302
    [membership] = Membership.objects.filter(account=link.child)
    assert membership.end_date == TODAY - timedelta(days=1)
    assert not actor_of(account_id=link.child_id, on=TODAY).grants
    told = {to for message in mail.outbox for to in message.to}
    assert told == {"librarian@example.org"}
    assert "Zoé" not in str(mail.outbox[0].body)
    assert AuditEntry.objects.latest("pk").action == "consent_withdrawn"
    assert "Retirer mon accord" not in client.get(f"{PAGE}{link.pk}/").content.decode()


def test_registration_of_the_very_day_ends_with_it(world: World, client: Client) -> None:
    parent(world, client)
    link = accepted(world)
    client.post(f"{PAGE}{link.pk}/retirer/", {"password": PASSWORD})
    assert Membership.objects.get(account=link.child).end_date == TODAY


def test_download_holds_what_is_kept_of_the_child_and_never_what_she_reads(
    world: World, client: Client
) -> None:
    parent(world, client)
    link = accepted(world)
    answer: Any = client.post(f"{PAGE}{link.pk}/telecharger/")
    found = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
    facts = json.loads(found.read("donnees.json"))
    tables = {table["table"] for one in facts["data"] for table in one["tables"]}
    assert tables <= {
        "people.Account",
        "people.Role",
        "people.Registration",
        "people.Membership",
        "people.ReaderCard",
    }
    assert "people.Membership" in tables


def test_erasing_removes_the_child_and_leaves_the_guardian(world: World, client: Client) -> None:
    person = parent(world, client)
    link = accepted(world)
    answer = client.post(f"{PAGE}{link.pk}/effacer/", {"password": PASSWORD})
    assert answer.status_code == 302
    assert not Account.objects.filter(pk=link.child_id).exists()
    assert not Registration.objects.filter(display_name="Zoé Petit").exists()
    assert Account.objects.filter(pk=person.pk).exists()


def test_guardian_who_erases_her_account_leaves_the_child_registered(
    world: World, client: Client
) -> None:
    person = parent(world, client)
    link = accepted(world)
    client.post("/mon-compte/donnees/effacer/", {"password": PASSWORD})
    assert not Account.objects.filter(pk=person.pk).exists()
    assert Membership.objects.filter(account=link.child_id).exists()


def test_from_fifteen_the_young_person_decides_and_may_hide(world: World, client: Client) -> None:
    parent(world, client)
    link = accepted(world)
    young = actor_of(account_id=link.child_id, on=TODAY)
    with pytest.raises(GuardianNotAllowedError):
        hide_from_guardian(link_id=link.pk, is_hidden=True, actor=young, at=NOW)
    GuardianLink.objects.update(birth_year=TODAY.year - 16)
    for path in ("retirer/", "effacer/"):
        assert client.get(f"{PAGE}{link.pk}/{path}").status_code == 404
    assert client.post(f"{PAGE}{link.pk}/telecharger/").status_code == 404
    assert "Les limites" in client.get(f"{PAGE}{link.pk}/").content.decode()
    client.force_login(link.child)
    client.post("/mon-compte/responsables/", {"link": link.pk, "hide": "1"})
    client.post("/mon-compte/responsables/", {"link": link.pk, "leave": "1"})
    assert GuardianLink.objects.filter(pk=link.pk, is_hidden=True).exists(), "not yet eighteen"
    client.force_login(link.guardian)  # type: ignore[arg-type]
    page = client.get(f"{PAGE}{link.pk}/").content.decode()
    assert "Les limites" not in page
    assert "Valley Library" in page


def test_young_person_ends_the_link_in_the_year_she_is_eighteen(
    world: World, client: Client
) -> None:
    link = accepted(world)
    GuardianLink.objects.update(birth_year=TODAY.year - 18)
    client.force_login(link.child)
    client.post("/mon-compte/responsables/", {"link": link.pk, "leave": "1"})
    assert not GuardianLink.objects.exists()


def test_address_made_for_another_use_opens_nothing(world: World, client: Client) -> None:
    request = asked(world)
    assert client.get(offer(request)).status_code == 404, "nobody has consented"
    consent_as_guardian(registration_id=request.pk, at=NOW)
    assert client.get(offer(request)).status_code == 200
    wrong = f"/responsable/{sealed(request.pk, Use.FOLLOW)}/"
    assert client.get(wrong).status_code == 404


@pytest.mark.parametrize("children", [1, 6])
def test_pages_of_guardians_cost_the_same_however_many_children(
    world: World, client: Client, children: int, django_assert_num_queries: Any
) -> None:
    parent(world, client)
    for number in range(children):
        link = accepted(world, display_name=f"Enfant {'abcdef'[number]}")
    client.get(PAGE)
    # The session, the account, her roles (the menu), the links, the memberships, the requests.
    with django_assert_num_queries(6):
        client.get(PAGE)
    with django_assert_num_queries(6):
        client.get(f"{PAGE}{link.pk}/")


@pytest.mark.parametrize(
    ("day", "told"), [((2031, 12, 31), 0), ((2032, 1, 1), 1), ((2032, 1, 2), 1)]
)
def test_both_are_told_once_on_the_first_day_she_is_surely_fifteen(
    world: World, day: tuple[int, int, int], told: int
) -> None:
    world.person("parent")
    link = accepted(world)
    Account.objects.filter(pk=link.child_id).update(email="zoe@example.org")
    mail.outbox.clear()
    at = datetime(*day, 12, tzinfo=UTC)
    assert tell_fifteen(at=at) == told
    assert tell_fifteen(at=at) == 0
    assert {to for one in mail.outbox for to in one.to} == (
        {"parent@example.org", "zoe@example.org"} if told else set()
    )
    assert GuardianLink.objects.filter(pk=link.pk).exists()


@pytest.mark.parametrize(
    ("day", "ended"), [((2034, 12, 31), 0), ((2035, 1, 1), 1), ((2035, 1, 2), 1)]
)
def test_link_ends_and_both_are_told_on_the_first_day_she_is_surely_of_age(
    world: World, day: tuple[int, int, int], ended: int
) -> None:
    world.person("parent")
    link = accepted(world)
    Account.objects.filter(pk=link.child_id).update(email="zoe@example.org")
    mail.outbox.clear()
    at = datetime(*day, 12, tzinfo=UTC)
    assert end_of_age(actor=SETTING_UP, at=at) == ended
    assert GuardianLink.objects.filter(pk=link.pk).exists() is not bool(ended)
    assert len(mail.outbox) == 2 * ended


def test_no_staff_role_is_given_to_a_child(world: World) -> None:
    link = accepted(world)
    world.give(link.child, RoleKind.PUPIL, "valley-library")
    for kind in STAFF_ROLES:
        with pytest.raises(RoleNotAllowedError):
            world.give(link.child, kind, "valley-library")
