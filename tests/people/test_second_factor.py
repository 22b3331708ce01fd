"""The second step: set up, given, owed by staff, set back at the desk."""

import base64
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client

from portee.people import second_factor
from portee.people.models import Account, AuditAction, AuditEntry
from portee.people.sealed_text import seal, unseal
from portee.people.services.audit_entry import verify_entries
from portee.people.services.invitation import activation_path
from tests.people.world import PASSWORD, World

APP = "/mon-compte/securite/application/"
SECURITY = "/mon-compte/securite/"


@pytest.fixture(autouse=True)
def _forget_rate_limits() -> None:
    cache.clear()


@pytest.fixture
def librarian(world: World) -> Account:
    account = world.accounts["librarian"]
    account.set_password(PASSWORD)
    account.save()
    return account


def signed_in(account: Account, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/connexion/", {"login": account.email, "password": password})
    return client


def code_for(secret: str, *, periods: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods)))


def set_up(client: Client) -> str:
    """Install an application as its owner does; give its secret."""
    secret = "".join(client.get(APP).context["secret_parts"])
    answer = client.post(APP, {"code": code_for(secret)})
    assert answer.headers["Location"] == "/mon-compte/securite/codes/", answer.content.decode()
    return secret


def opens_back_office(client: Client) -> bool:
    return client.get("/gestion/").status_code == 200


def test_staff_with_a_password_alone_are_led_to_set_a_second_step_up(librarian: Account) -> None:
    client = signed_in(librarian)
    for address in ("/gestion/", "/gestion/comptes/", "/gestion/inscriptions/"):
        assert client.get(address).headers["Location"] == SECURITY
    assert "Encore une étape avant la gestion" in client.get("/mon-compte/").content.decode()


def test_nothing_else_that_staff_may_do_is_open_meanwhile(librarian: Account) -> None:
    """The actor itself is without her roles, so every policy of the house answers no."""
    actor = signed_in(librarian).get(SECURITY).context["actor"]
    assert actor.is_held_back
    assert not actor.is_staff
    assert actor.account_id == librarian.pk


def test_setting_up_an_application_opens_the_back_office_at_once(librarian: Account) -> None:
    client = signed_in(librarian)
    set_up(client)
    assert opens_back_office(client)


def test_next_sign_in_asks_for_a_code_and_gives_nothing_before_it(librarian: Account) -> None:
    secret = set_up(signed_in(librarian))
    client = signed_in(librarian)
    assert client.get("/mon-compte/").status_code == 302
    assert client.get("/gestion/").headers["Location"].startswith("/connexion/")
    step = "/connexion/deuxieme-etape/"
    assert client.post(step, {"code": "000000"}).status_code == 200
    assert client.get("/mon-compte/").status_code == 302
    client.post(step, {"code": code_for(secret, periods=1)})
    assert opens_back_office(client)


def test_code_seen_over_a_shoulder_is_worth_nothing_any_more(
    librarian: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = set_up(signed_in(librarian))
    code = code_for(secret, periods=1)
    step = "/connexion/deuxieme-etape/"
    signed_in(librarian).post(step, {"code": code})
    thief = signed_in(librarian)
    # Half a minute later: allauth, which allows the code for a minute more, has forgotten that it was given.
    monkeypatch.setattr(TOTP, "_mark_code_used", lambda self, code: True)
    assert "déjà servi" in thief.post(step, {"code": code}).content.decode()
    assert thief.get("/mon-compte/").status_code == 302


def test_codes_are_not_guessed(librarian: Account) -> None:
    secret = set_up(signed_in(librarian))
    client = signed_in(librarian)
    for number in range(6):
        client.post("/connexion/deuxieme-etape/", {"code": f"00000{number}"})
    client.post("/connexion/deuxieme-etape/", {"code": code_for(secret, periods=1)})
    assert client.get("/mon-compte/").status_code == 302


def test_recovery_codes_are_shown_once_and_each_signs_in_once(librarian: Account) -> None:
    client = signed_in(librarian)
    set_up(client)
    page = client.get("/mon-compte/securite/codes/").content.decode()
    codes = re.findall(r"<code>(\d{4} \d{4})</code>", page)
    assert len(codes) == 10
    assert codes[0] not in client.get("/mon-compte/securite/codes/").content.decode()
    for works in (True, False):
        other = signed_in(librarian)
        other.post("/connexion/deuxieme-etape/", {"code": codes[0]})
        assert opens_back_office(other) == works
        cache.clear()


def test_new_recovery_codes_replace_the_former_ones(librarian: Account) -> None:
    client = signed_in(librarian)
    set_up(client)
    page = client.get("/mon-compte/securite/codes/").content.decode()
    (former, *_others) = re.findall(r"<code>(\d{4} \d{4})</code>", page)
    client.post("/mon-compte/securite/codes/nouveaux/")
    other = signed_in(librarian)
    other.post("/connexion/deuxieme-etape/", {"code": former})
    assert other.get("/mon-compte/").status_code == 302


def test_removing_the_application_closes_the_back_office_again(librarian: Account) -> None:
    client = signed_in(librarian)
    set_up(client)
    client.post(f"{APP}retirer/")
    assert not Authenticator.objects.exists()
    assert client.get("/gestion/").headers["Location"] == SECURITY


def test_change_ends_the_other_sessions_and_is_told_by_mail(librarian: Account) -> None:
    elsewhere, here = signed_in(librarian), signed_in(librarian)
    former = here.session.session_key
    set_up(here)
    assert elsewhere.get("/mon-compte/").status_code == 302
    assert here.get("/mon-compte/").status_code == 200
    assert here.session.session_key != former
    assert mail.outbox[-1].subject.startswith("Votre façon de vous connecter a changé")


def test_trail_tells_what_was_added_and_removed_and_is_whole(librarian: Account) -> None:
    client = signed_in(librarian)
    set_up(client)
    client.post("/mon-compte/securite/codes/nouveaux/")
    client.post(f"{APP}retirer/")
    written = AuditEntry.objects.filter(account_id=librarian.pk).order_by("-pk")[:3]
    assert [(entry.action, entry.facts["kind"]) for entry in reversed(written)] == [
        (AuditAction.FACTOR_ADDED, "totp"),
        (AuditAction.CODES_RENEWED, "recovery_codes"),
        (AuditAction.FACTOR_REMOVED, "totp"),
    ]
    assert verify_entries() == []


def test_link_by_mail_does_not_replace_the_second_step(librarian: Account) -> None:
    set_up(signed_in(librarian))
    client = Client()
    client.post("/connexion/lien/", {"email": librarian.email})
    found = re.search(r"(/connexion/lien/\S+)", str(mail.outbox[-1].body))
    assert found
    answer = client.post(found[1])
    assert answer.headers["Location"] == "/connexion/deuxieme-etape/"
    assert client.get("/mon-compte/").status_code == 302


def test_first_password_does_not_replace_the_second_step(librarian: Account) -> None:
    secret = set_up(signed_in(librarian))
    librarian.set_unusable_password()
    librarian.save()
    client = Client()
    page = client.get(activation_path(librarian))
    answer = client.post(page.headers["Location"], {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.headers["Location"] == "/connexion/deuxieme-etape/"
    assert client.get("/mon-compte/").status_code == 302
    client.post("/connexion/deuxieme-etape/", {"code": code_for(secret, periods=1)})
    assert opens_back_office(client)


def test_application_added_by_a_session_that_owes_a_passkey_proves_nothing(
    librarian: Account,
) -> None:
    client = signed_in(librarian)
    Authenticator.objects.create(user=librarian, type=Authenticator.Type.WEBAUTHN, data={})
    set_up(client)
    assert not opens_back_office(client)


def test_reader_may_have_a_second_step_and_owes_none(world: World) -> None:
    reader = world.accounts["resident"]
    reader.set_password(PASSWORD)
    reader.save()
    client = signed_in(reader)
    assert client.get("/mon-compte/").status_code == 200
    set_up(client)
    assert signed_in(reader).get("/mon-compte/").status_code == 302


def test_delicate_pages_ask_again_after_five_minutes(
    librarian: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(librarian)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 301}]
    session.save()
    answer = client.get(APP)
    assert answer.headers["Location"].startswith("/mon-compte/confirmer/?next=")
    client.post("/mon-compte/confirmer/", {"password": "wrong"})
    assert client.get(APP).status_code == 302
    client.post("/mon-compte/confirmer/", {"password": PASSWORD})
    assert client.get(APP).status_code == 200


def test_manager_sets_the_second_step_back_at_the_desk(world: World, librarian: Account) -> None:
    client = signed_in(librarian)
    set_up(client)
    manager = Client()
    manager.force_login(world.accounts["network_manager"])
    page = manager.get(f"/gestion/comptes/inspect/{librarian.pk}/").content.decode()
    assert "Remettre la deuxième étape à zéro" in page
    manager.post(f"/gestion/comptes/{librarian.pk}/deuxieme-etape/")
    assert not Authenticator.objects.exists()
    assert client.get("/mon-compte/").status_code == 302
    entry = AuditEntry.objects.latest("pk")
    assert entry.action == AuditAction.FACTORS_RESET
    assert entry.actor_account_id == world.accounts["network_manager"].pk
    assert mail.outbox[-1].to == [librarian.email]
    assert signed_in(librarian).get("/gestion/").headers["Location"] == SECURITY


@pytest.mark.parametrize("who", ["hills-librarian", "librarian", "moderator"])
def test_nobody_else_sets_it_back(world: World, librarian: Account, who: str) -> None:
    set_up(signed_in(librarian))
    client = Client()
    client.force_login(world.accounts[who])
    answer = client.post(f"/gestion/comptes/{librarian.pk}/deuxieme-etape/")
    assert answer.status_code in (403, 404)
    assert Authenticator.objects.exists()


def test_demonstration_spares_its_own_accounts_and_no_others(
    librarian: Account, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR = "demo"
    assert not opens_back_office(signed_in(librarian))
    assert second_factor.is_spared("librarian@demo.example")
    assert not second_factor.is_spared("librarian@demo.example.org")
    assert not second_factor.is_spared("librarian@xdemo.example")
    Account.objects.filter(pk=librarian.pk).update(email="librarian@demo.example")
    librarian.refresh_from_db()
    client = signed_in(librarian)
    assert "Mode de démonstration" in client.get("/gestion/").content.decode()
    assert "Démonstration" in Client().get("/connexion/").content.decode()
    settings.STAFF_SECOND_FACTOR = "required"
    assert not opens_back_office(client)


def test_secret_is_unreadable_in_the_database_and_codes_fail_without_the_key(
    librarian: Account, settings: Any
) -> None:
    secret = set_up(signed_in(librarian))
    assert secret not in str(list(Authenticator.objects.values_list()))
    former = settings.SECRET_KEY
    settings.SECRET_KEY = "another" + "0123456789abcdef" * 4
    client = signed_in(librarian)
    client.post("/connexion/deuxieme-etape/", {"code": code_for(secret, periods=1)})
    assert client.get("/mon-compte/").status_code == 302
    cache.clear()
    settings.SECRET_KEY_FALLBACKS = [former]
    client = signed_in(librarian)
    client.post("/connexion/deuxieme-etape/", {"code": code_for(secret, periods=1)})
    assert opens_back_office(client)


def test_sealed_text_is_read_again_and_never_guessed() -> None:
    assert unseal(seal("secret")) == "secret"
    assert unseal("x") is None
    assert unseal("é") is None


def test_drawing_is_made_here_and_the_secret_is_written_out(librarian: Account) -> None:
    page = signed_in(librarian).get(APP)
    drawing = str(page.context["totp_svg_data_uri"]).removeprefix("data:image/svg+xml;base64,")
    assert b"<svg" in base64.b64decode(drawing)
    assert " ".join(page.context["secret_parts"]) in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("credential", ["", "x", "{}", "[]", "null", '{"id":1}', '"a"', "{" * 200])
def test_odd_passkeys_are_refused_without_a_fault(librarian: Account, credential: str) -> None:
    client = Client()
    asked = client.get("/connexion/cle/", headers={"Accept": "application/json"})
    assert asked.json()["request_options"]["publicKey"]["challenge"]
    answer = client.post("/connexion/cle/", {"credential": credential})
    assert answer.status_code == 302
    member = signed_in(librarian)
    added = member.post("/mon-compte/securite/cles/ajouter/", {"credential": credential})
    assert added.status_code == 200
    assert not Authenticator.objects.exists()
