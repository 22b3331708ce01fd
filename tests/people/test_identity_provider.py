"""Setting an identity provider: who may, where the secret goes, what a try says in plain French."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from portee.kernel.actor import Actor
from portee.people.models import AuditAction, AuditEntry, IdentityProvider
from portee.people.queries.actor import actor_of
from portee.people.services.identity_provider import (
    IssuerRefusedError,
    ProviderExistsError,
    ProviderNotAllowedError,
    ProviderSettings,
    add_provider,
    change_provider,
    remove_provider,
)
from portee.people.services.provider_secret import FOLDER, read_secret
from tests.people.outside_sign_in.provider import CLIENT, SECRET, Provider, running
from tests.people.world import NOW, TODAY, World

SCREEN = "/gestion/identites/"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    cache.clear()
    settings.DATA_DIR = tmp_path
    return tmp_path / FOLDER


@pytest.fixture
def town(settings: Settings) -> Iterator[Provider]:
    with running(Provider()) as provider:
        settings.OUTBOUND_PRIVATE_HOSTS = [f"127.0.0.1:{provider.port}"]
        yield provider


def manager(world: World, name: str = "network_manager") -> Actor:
    return actor_of(account_id=world.accounts[name].pk, on=TODAY)


def said(issuer: str = "https://fc.example.org/api/v2", **more: object) -> ProviderSettings:
    return ProviderSettings(name="Ville", issuer=issuer, client_id=CLIENT, **more)  # type: ignore[arg-type]


def added(
    world: World, settings: ProviderSettings | None = None, *, by: str = "network_manager"
) -> IdentityProvider:
    return add_provider(
        establishment_id=world.nodes["valley-library"].pk,
        settings=settings or said(),
        secret=SECRET,
        actor=manager(world, by),
        at=NOW,
    )


def tried(client: Client, world: World, row: IdentityProvider) -> str:
    client.force_login(world.accounts["network_manager"])
    return client.post(f"{SCREEN}inspect/{row.pk}/").content.decode()


def test_secret_is_a_file_of_its_own_and_the_trail_does_not_know_it(
    world: World, folder: Path
) -> None:
    row = added(world)
    assert [path.name for path in folder.iterdir()] == [row.secret_handle]
    assert read_secret(row.secret_handle) == SECRET
    entry = AuditEntry.objects.get(action=AuditAction.PROVIDER_CHANGED)
    assert SECRET not in str(entry.facts)


@pytest.mark.parametrize("name", ["librarian", "hills-librarian", "nobody"])
def test_only_managers_of_the_node_set_a_provider(world: World, name: str) -> None:
    with pytest.raises(ProviderNotAllowedError):
        added(world, by=name)


@pytest.mark.parametrize(
    "issuer",
    [
        "http://idp.example.org",
        "javascript:alert(1)",
        "https://user@idp.example.org",
        "https://idp.example.org/?tenant=1",
        "https://[",
        "",
    ],
)
def test_browser_is_sent_to_encrypted_addresses_only(world: World, issuer: str) -> None:
    with pytest.raises(IssuerRefusedError):
        added(world, said(issuer))


def test_same_provider_is_set_once_and_the_second_secret_is_forgotten(
    world: World, folder: Path
) -> None:
    added(world)
    with pytest.raises(ProviderExistsError):
        added(world)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    ("change", "is_kept"),
    [
        (said(is_offered=True), True),
        (said("https://evil.example"), False),
        (said(other_hosts="evil.example"), False),
    ],
    ids=["other settings", "another address", "another host"],
)
def test_secret_is_never_sent_to_a_server_it_was_not_given_for(
    world: World, change: ProviderSettings, *, is_kept: bool
) -> None:
    row = added(world)
    changed = change_provider(
        provider_id=row.pk, settings=change, secret="", actor=manager(world), at=NOW
    )
    assert bool(changed.secret_handle) is is_kept


def test_removed_provider_forgets_its_secret(
    world: World, folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    row = added(world)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove_provider(provider_id=row.pk, actor=manager(world), at=NOW)
    assert list(folder.iterdir()) == []


def test_try_says_that_all_is_right_and_signs_nobody_in(
    client: Client, world: World, town: Provider
) -> None:
    page = tried(client, world, added(world, said(town.issuer)))
    assert "Tout est bon" in page
    assert "/connexion/retour/" in page
    assert AuditEntry.objects.get(action=AuditAction.PROVIDER_TRIED).facts["outcome"] == "right"


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ({"issuer": "https://real.example/"}, "se nomme « https://real.example/ »"),
        ({"token_endpoint": "http://api.example/token"}, "un autre serveur, « api.example »"),
        ({"token_endpoint": "ftp://api.example/token"}, "n’est pas chiffrée (token_endpoint)"),
        ({"jwks_uri": None}, "manque ou ne peut pas être lue (jwks_uri)"),
        ({"code_challenge_methods_supported": ["plain"]}, "PKCE"),
    ],
    ids=str,
)
def test_try_says_what_is_wrong_with_the_description(
    client: Client, world: World, town: Provider, spoil: dict[str, object], sentence: str
) -> None:
    town.description = spoil
    page = tried(client, world, added(world, said(town.issuer)))
    assert sentence in page.replace("\u00a0", " ")


def test_try_says_that_the_provider_does_not_know_us(
    client: Client, world: World, town: Provider
) -> None:
    row = added(world, said(town.issuer))
    IdentityProvider.objects.filter(pk=row.pk).update(client_id="another")
    assert "ne connaît pas cet identifiant client" in tried(client, world, row)


def test_try_of_an_address_without_description_says_so(
    client: Client, world: World, town: Provider
) -> None:
    row = added(world, said(f"{town.issuer}/ailleurs"))
    town.pages["/ailleurs/.well-known/openid-configuration"] = (404, b"")
    assert "pas de description à cette adresse (réponse 404)" in tried(client, world, row)


def test_try_of_a_private_address_says_who_may_allow_it(
    client: Client, world: World, town: Provider, settings: Settings
) -> None:
    row = added(world, said(town.issuer))
    settings.OUTBOUND_PRIVATE_HOSTS = []
    assert "PORTEE_OUTBOUND_PRIVATE_HOSTS" in tried(client, world, row)
    assert town.calls == []


def test_manager_sets_a_provider_by_the_form(client: Client, world: World) -> None:
    client.force_login(world.accounts["network_manager"])
    form = {
        "establishment": world.nodes["valley-library"].pk,
        "name": "FranceConnect",
        "issuer": "https://oidc.example.org/api/v2",
        "client_id": "portee",
        "secret": SECRET,
        "scopes": "given_name",
    }
    wrong = client.post(f"{SCREEN}new/", form).content.decode()
    assert "doit en faire partie" in wrong
    client.post(f"{SCREEN}new/", {**form, "scopes": "openid  given_name"})
    row = IdentityProvider.objects.get()
    assert (row.scopes, row.is_offered) == ("openid given_name", False)


def test_list_asks_the_same_number_of_questions_for_ten(client: Client, world: World) -> None:
    client.force_login(world.accounts["network_manager"])
    added(world)
    client.get(SCREEN)
    with CaptureQueriesContext(connection) as first:
        client.get(SCREEN)
    for number in range(9):
        added(world, said(f"https://idp{number}.example.org"))
    with CaptureQueriesContext(connection) as second:
        client.get(SCREEN)
    assert len(second) == len(first)
