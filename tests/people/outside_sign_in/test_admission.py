"""Signing in by an identity provider: who is let in, as whom, and by which proof."""

import re
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core import mail
from django.test import Client

from portee.kernel import clock
from portee.people import sign_in_name
from portee.people.models import (
    Account,
    AuditAction,
    AuditEntry,
    IdentityProvider,
    Membership,
    OutsideIdentity,
)
from portee.people.services.audit_entry import verify_entries
from tests.people.outside_sign_in.journey import CLAIM, back, claim, come, leave, provider_row, who
from tests.people.outside_sign_in.provider import OTHER_KEY, ZOE, Provider
from tests.people.world import NOW, PASSWORD, TODAY, World


@pytest.fixture
def camille(world: World) -> Account:
    """Somebody who has an account with a password, and the address that the provider says."""
    person = world.person("camille", password=PASSWORD)
    Account.objects.filter(pk=person.pk).update(email=ZOE["email"])
    return Account.objects.get(pk=person.pk)


def test_sign_in_page_offers_the_provider_and_lays_no_cookie(
    client: Client, row: IdentityProvider
) -> None:
    page = client.get("/connexion/?next=/mon-compte/")
    assert "Se connecter avec Ville de Caylus" in page.content.decode()
    assert f"/connexion/avec/{row.pk}/?next=%2Fmon-compte%2F" in page.content.decode()
    assert not page.cookies


def test_provider_that_is_not_offered_is_absent(client: Client, row: IdentityProvider) -> None:
    IdentityProvider.objects.update(is_offered=False)
    assert "Ville de Caylus" not in client.get("/connexion/").content.decode()
    assert leave(client, row).status_code == 404
    assert back(client, row, {"state": "x", "code": "y"}).status_code == 404


def test_browser_leaves_with_a_challenge_and_nothing_that_names_anybody(
    client: Client, row: IdentityProvider
) -> None:
    left = leave(client, row)
    asked = dict(parse_qsl(urlsplit(left.headers["Location"]).query))
    assert left.status_code == 303
    assert asked["code_challenge_method"] == "S256"
    assert (asked["response_type"], asked["scope"]) == ("code", "openid profile email")
    assert asked["redirect_uri"].endswith(f"/connexion/retour/{row.pk}/")
    cookie = left.cookies["portee_journey"]
    assert cookie["httponly"]
    assert asked["state"] not in cookie.value
    assert left.headers["Cache-Control"] == "no-store"


def test_nobody_is_given_an_account_by_the_address_that_the_provider_says(
    client: Client, row: IdentityProvider, town: Provider, camille: Account
) -> None:
    page = come(client, row, town)
    assert "Avez-vous déjà un compte ici" in page.content.decode()
    assert who(client) is None
    assert not OutsideIdentity.objects.exists()


def test_page_says_the_same_whether_the_address_has_an_account_or_not(
    row: IdentityProvider, town: Provider, camille: Account
) -> None:
    pages = []
    for email in (camille.email, "personne@example.org"):
        town.person["email"] = email
        page = come(Client(), row, town)
        ticket = page.context["ticket"]  # type: ignore[attr-defined]
        said = page.content.decode().replace(email, "").replace(ticket, "")
        pages.append(re.sub(r"code-\d+|state(=|%3D)[\w-]+|value=\"\w{64}\"", "", said))
    assert pages[0] == pages[1]


def test_password_joins_once_and_the_provider_then_opens_alone(
    client: Client, row: IdentityProvider, town: Provider, camille: Account
) -> None:
    asked = come(client, row, town, next="/mon-compte/")
    wrong = claim(client, asked, login=camille.email, password="autre-chose")
    assert wrong.status_code == 422
    stranger = claim(client, asked, login="inconnue@example.org", password=PASSWORD)
    assert stranger.status_code == 422
    assert who(client) is None
    claim(client, asked, login=camille.email, password=PASSWORD)
    assert who(client) == camille
    tie = OutsideIdentity.objects.get()
    assert (tie.account, tie.subject, tie.issuer) == (camille, ZOE["sub"], town.issuer)
    assert [letter.to for letter in mail.outbox] == [[camille.email]]
    again = Client()
    assert come(again, row, town, next="/mon-compte/").headers["Location"] == "/mon-compte/"
    assert who(again) == camille
    assert verify_entries() == []


def test_open_session_joins_by_its_owner_s_own_press(
    client: Client, row: IdentityProvider, town: Provider, camille: Account
) -> None:
    client.force_login(camille)
    asked = come(client, row, town)
    assert not OutsideIdentity.objects.exists()
    assert claim(Client(), asked, join="1").status_code == 422
    assert not OutsideIdentity.objects.exists(), "only in the session that is open"
    claim(client, asked, join="1")
    assert OutsideIdentity.objects.get().account == camille
    assert who(client) == camille


def test_wrong_passwords_are_counted_as_at_the_sign_in_page(
    client: Client, row: IdentityProvider, town: Provider, camille: Account
) -> None:
    asked = come(client, row, town)
    for _try in range(5):
        claim(client, asked, login=camille.email, password="autre-chose")
    assert claim(client, asked, login=camille.email, password=PASSWORD).status_code == 422
    assert who(client) is None


def test_provider_that_only_names_people_opens_no_account(
    client: Client, row: IdentityProvider, town: Provider
) -> None:
    before = Account.objects.count()
    asked = come(client, row, town)
    assert "Demander son inscription" in asked.content.decode()
    assert claim(client, asked, apart="1").headers["Location"] == "/connexion/"
    assert Account.objects.count() == before


def test_provider_that_knows_readers_only_opens_an_account_for_a_year(
    client: Client, world: World, town: Provider
) -> None:
    row = provider_row(world, town, vouches_for_readers=True)
    claim(client, come(client, row, town), apart="1")
    zoe = who(client)
    assert zoe
    assert zoe.display_name == "Zoé Lefèvre"
    assert sign_in_name.is_stored_name(zoe.email), "its word for an address is no proof"
    assert [letter.to for letter in mail.outbox] == [["zoe@example.org"]]
    [year] = Membership.objects.filter(account=zoe)
    assert (year.start_date, year.end_date) == (TODAY, date(2027, 11, 21))
    entry = AuditEntry.objects.get(action=AuditAction.IDENTITY_ADMITTED)
    assert set(entry.facts) == {"establishment", "account_opened", "end"}
    again = Client()
    come(again, row, town)
    assert (who(again), Membership.objects.count()) == (zoe, 1)


def test_reader_who_comes_after_her_year_has_another_one(
    client: Client, world: World, town: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = provider_row(world, town, vouches_for_readers=True)
    claim(Client(), come(Client(), row, town), apart="1")
    later = NOW + timedelta(days=500)
    monkeypatch.setattr(clock, "now", lambda: later)
    town.claims = {"iat": int(later.timestamp()), "exp": int(later.timestamp()) + 60}
    come(client, row, town)
    assert Membership.objects.count() == 2


def test_closed_account_stays_closed(
    client: Client, row: IdentityProvider, town: Provider, camille: Account
) -> None:
    claim(Client(), come(Client(), row, town), login=camille.email, password=PASSWORD)
    Account.objects.filter(pk=camille.pk).update(is_active=False)
    assert come(client, row, town).headers["Location"] == "/connexion/compte-ferme/"
    assert who(client) is None


def test_staff_still_owe_the_second_step(
    client: Client, row: IdentityProvider, town: Provider, world: World
) -> None:
    librarian = world.accounts["librarian"]
    librarian.set_password(PASSWORD)
    librarian.save()
    claim(client, come(client, row, town), login=librarian.email, password=PASSWORD)
    assert who(client) == librarian
    assert client.get("/gestion/").headers["Location"].endswith("/mon-compte/securite/")


def test_account_has_one_identity_of_each_provider(
    client: Client, row: IdentityProvider, town: Provider, camille: Account
) -> None:
    claim(Client(), come(Client(), row, town), login=camille.email, password=PASSWORD)
    town.person["sub"] = "somebody-else"
    asked = come(client, row, town)
    assert claim(client, asked, login=camille.email, password=PASSWORD).status_code == 422
    assert who(client) is None


def test_provider_led_to_another_address_opens_nobody_s_account(
    client: Client, row: IdentityProvider, town: Provider, camille: Account
) -> None:
    claim(Client(), come(Client(), row, town), login=camille.email, password=PASSWORD)
    OutsideIdentity.objects.update(issuer="https://before.example")
    assert "Avez-vous déjà un compte ici" in come(client, row, town).content.decode()
    assert who(client) is None


def test_keys_that_the_provider_has_changed_are_read_anew(
    client: Client, row: IdentityProvider, town: Provider
) -> None:
    come(Client(), row, town)
    town.key = town.published = OTHER_KEY
    assert come(client, row, town).status_code == 200


def test_signed_words_about_the_person_are_read_too(
    client: Client, row: IdentityProvider, town: Provider
) -> None:
    town.is_userinfo_signed = True
    assert come(client, row, town).context["form"].initial == {"login": ZOE["email"]}  # type: ignore[attr-defined]


def test_signing_out_tells_how_to_sign_out_there_too(
    client: Client, row: IdentityProvider, town: Provider, camille: Account
) -> None:
    claim(client, come(client, row, town), login=camille.email, password=PASSWORD)
    page = client.post("/deconnexion/").content.decode()
    assert "Se déconnecter aussi de Ville de Caylus" in page
    assert f"{town.issuer}/end?id_token_hint=" in page
    assert who(client) is None


def test_identity_is_removed_by_its_owner_alone(
    client: Client, row: IdentityProvider, town: Provider, camille: Account, world: World
) -> None:
    claim(client, come(client, row, town), login=camille.email, password=PASSWORD)
    tie = OutsideIdentity.objects.get()
    path = f"/mon-compte/securite/identites/{tie.pk}/retirer/"
    assert "Ville de Caylus" in client.get("/mon-compte/securite/").content.decode()
    other = Client()
    other.force_login(world.accounts["resident"])
    assert other.post(path).status_code == 404
    assert client.get(path).status_code == 200
    client.post(path)
    assert not OutsideIdentity.objects.exists()


def test_identity_that_alone_opens_the_account_is_not_removed(
    client: Client, world: World, town: Provider
) -> None:
    row = provider_row(world, town, vouches_for_readers=True)
    claim(client, come(client, row, town), apart="1")
    tie = OutsideIdentity.objects.get()
    client.post(f"/mon-compte/securite/identites/{tie.pk}/retirer/")
    assert OutsideIdentity.objects.exists()


@pytest.mark.parametrize("ticket", ["", "autre-chose"])
def test_form_that_no_provider_opened_opens_nothing(
    client: Client, row: IdentityProvider, ticket: str
) -> None:
    answer = client.post(CLAIM, {"ticket": ticket, "apart": "1"})
    assert answer.headers["Location"] == "/connexion/"
