"""What each person finds in the back office, and what those who try addresses by hand do not."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portee.kernel.actor import RoleKind
from portee.people.models import Account, Role
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy
from tests.people.world import World

CATALOGUE = {
    "sources",
    "importations",
    "relectures",
    "ressources",
    "notices",
    "valeurs",
    "signalements",
    "classement",
}


def enter(world: World, client: Client, name: str) -> None:
    client.force_login(world.accounts[name])


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_librarian_sees_the_people_of_her_establishments_only(world: World, client: Client) -> None:
    enter(world, client, "librarian")
    page = text(client, "/gestion/comptes/")
    assert "resident@example.org" in page
    assert "hills-reader@example.org" not in page
    assert "nobody@example.org" not in page


def test_search_and_filters_do_not_widen_the_reach(world: World, client: Client) -> None:
    enter(world, client, "librarian")
    for question in ("?q=hills", "?q=%25", "?kind=resident", "?ordering=-email", "?p=99"):
        page = text(client, f"/gestion/roles/{question}")
        assert "Hills-Reader" not in page
        assert "hills-reader" not in text(client, f"/gestion/comptes/{question}")


def test_person_held_elsewhere_too_shows_only_the_roles_in_reach(
    world: World, client: Client
) -> None:
    world.give(world.accounts["resident"], RoleKind.PUPIL, "hills-library")
    enter(world, client, "librarian")
    page = text(client, f"/gestion/comptes/inspect/{world.accounts['resident'].pk}/")
    assert "Valley Library" in page
    assert "Hills Library" not in page


def test_form_offers_only_what_may_be_given(world: World, client: Client) -> None:
    enter(world, client, "librarian")
    page = text(client, "/gestion/roles/new/")
    assert 'value="resident"' in page
    assert 'value="network_manager"' not in page
    assert "Hills Library" not in page


@pytest.mark.parametrize(
    "forged",
    [{"establishment": "hills-library"}, {"kind": "network_manager"}, {"kind": "librarian"}],
)
def test_forged_choice_is_refused(world: World, client: Client, forged: dict[str, str]) -> None:
    enter(world, client, "librarian")
    data = {
        "email": "new@example.org",
        "display_name": "New",
        "language": "fr",
        "kind": "resident",
        "establishment": "valley-library",
        "start_date": "2026-11-22",
        **forged,
    }
    data["establishment"] = str(world.nodes[data["establishment"]].pk)
    client.post("/gestion/roles/new/", data)
    assert not Account.objects.filter(email="new@example.org").exists()


def test_librarian_registers_a_reader_at_the_desk(world: World, client: Client) -> None:
    enter(world, client, "librarian")
    answer = client.post(
        "/gestion/roles/new/",
        {
            "email": "new@example.org",
            "display_name": "New",
            "language": "fr",
            "kind": "resident",
            "establishment": str(world.nodes["valley-library"].pk),
            "start_date": "2026-11-22",
        },
    )
    assert answer.headers["Location"] == "/gestion/roles/"
    assert Role.objects.filter(account__email="new@example.org", kind="resident").exists()


def test_what_the_service_refuses_is_said_in_the_form(world: World, client: Client) -> None:
    enter(world, client, "network_manager")
    role = Role.objects.get(account=world.accounts["resident"])
    answer = client.post(f"/gestion/roles/edit/{role.pk}/", {"end_date": "2021-01-01"})
    assert answer.status_code == 200
    assert "dans le passé" in answer.content.decode()


def test_manager_closes_and_reopens_an_account(world: World, client: Client) -> None:
    enter(world, client, "network_manager")
    reader = world.accounts["resident"]
    address = f"/gestion/comptes/edit/{reader.pk}/"
    client.post(address, {"email": reader.email})
    reader.refresh_from_db()
    assert not reader.is_active
    client.post(address, {"email": reader.email, "is_active": "on"})
    reader.refresh_from_db()
    assert reader.is_active


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝"])
def test_exports_hold_no_formula(world: World, client: Client, start: str) -> None:
    Account.objects.filter(pk=world.accounts["resident"].pk).update(
        display_name=f"{start}HYPERLINK(0)"
    )
    enter(world, client, "librarian")
    lines = b"".join(client.get("/gestion/comptes/?export=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert f"'{start}HYPERLINK" in lines
    sheet = b"".join(client.get("/gestion/comptes/?export=xlsx").streaming_content)  # type: ignore[attr-defined]
    book = openpyxl.load_workbook(BytesIO(sheet))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if str(cell.value).startswith(start)]


def test_exports_hold_only_what_is_in_reach(world: World, client: Client) -> None:
    enter(world, client, "librarian")
    lines = b"".join(client.get("/gestion/roles/?export=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "resident@example.org" in lines
    assert "hills-reader@example.org" not in lines


@pytest.mark.parametrize(
    ("name", "screens"),
    [
        ("writer", {"messages"}),
        (
            "librarian",
            {
                "inscriptions",
                "inscrits",
                "listes",
                "comptes",
                "roles",
                "etablissements",
                *CATALOGUE,
                "offres",
                "droits",
                "pourquoi",
                "messages",
            },
        ),
        (
            "county-manager",
            {
                "accueil",
                "inscriptions",
                "inscrits",
                "listes",
                "comptes",
                "roles",
                "etablissements",
                "deplacements",
                "annuaires",
                "identites",
                *CATALOGUE,
                "offres",
                "droits",
                "fournisseurs",
                "adresses",
                "pourquoi",
                "journal",
                "travaux",
                "courriels",
                "fiches-connexion",
                "conservation",
                "messages",
            },
        ),
    ],
)
def test_menu_and_home_name_the_screens_one_may_open_and_no_other(
    world: World, client: Client, name: str, screens: set[str]
) -> None:
    enter(world, client, name)
    entries = client.get("/gestion/").context["screens"]
    assert {entry.url for entry in entries} == {f"/gestion/{screen}/" for screen in screens}


def test_home_shows_what_waits_for_each_person(world: World, client: Client) -> None:
    enter(world, client, "librarian")
    page = text(client, "/gestion/")
    assert "Mes établissements" in page
    assert "Valley Library" in page
    assert "Aucun rôle ne prend fin" in page
    assert "Travaux" not in page


def test_pages_ask_nothing_of_any_other_host(world: World, client: Client) -> None:
    enter(world, client, "county-manager")
    for address in ("/gestion/", "/gestion/roles/", "/gestion/roles/new/", "/gestion/comptes/"):
        page = text(client, address)
        for foreign in ("gravatar", "releases.wagtail", "unpkg", "cdn."):
            assert foreign not in page.lower()


def test_back_office_speaks_the_language_of_the_account(world: World, client: Client) -> None:
    enter(world, client, "librarian")
    assert "Votre espace de gestion" in text(client, "/gestion/")
    Account.objects.filter(pk=world.accounts["librarian"].pk).update(language="en")
    assert "Your back office" in text(client, "/gestion/")


def test_policy_fails_closed_without_an_entrance(world: World) -> None:
    """A user who did not pass the door (a command, a forgotten path) is nobody for the policy."""
    policy = ActorPermissionPolicy(
        Role, roles={"view": list(RoleKind)}, node_path="establishment__path"
    )
    user = Account.objects.get(pk=world.accounts["county-manager"].pk)
    role = Role.objects.first()
    assert not policy.user_has_permission(user, "view")
    assert not policy.user_has_permission_for_instance(user, "view", role)
    assert not policy.instances_user_has_any_permission_for(user, ["view"]).exists()
    assert not policy.users_with_permission("view").exists()


def test_action_that_no_role_may_do_is_refused_to_all(world: World, client: Client) -> None:
    enter(world, client, "county-manager")
    request = client.get("/gestion/").wsgi_request
    policy = ActorPermissionPolicy(
        Role, roles={"view": list(RoleKind)}, node_path="establishment__path"
    )
    assert policy.user_has_permission(request.user, "view")
    assert not policy.user_has_permission(request.user, "delete")


def test_lists_cost_the_same_however_long(world: World, client: Client) -> None:
    enter(world, client, "county-manager")
    address = "/gestion/roles/?kind=resident"
    client.get(address)
    with CaptureQueriesContext(connection) as short:
        client.get(address)
    for number in range(12):
        world.give(world.person(f"p{number}"), RoleKind.RESIDENT, "valley-library")
    with CaptureQueriesContext(connection) as long:
        client.get(address)
    assert len(long) == len(short) <= 20
