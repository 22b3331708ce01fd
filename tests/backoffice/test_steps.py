"""The first steps of an installation, on the back office's home page until they are behind."""

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portee.portal.models import PortalState
from portee.ui.backoffice.steps import Checklist
from tests.people.world import World

CLOSE = "/gestion/premiers-pas/ranger/"


def checklist(client: Client) -> Checklist | None:
    found: Checklist | None = client.get("/gestion/").context["checklist"]
    return found


def to_do(client: Client) -> list[str]:
    found = checklist(client)
    return [line.step.url for line in found.lines if not line.step.is_done] if found else []


@pytest.fixture
def manager(world: World, client: Client) -> Client:
    client.force_login(world.accounts["county-manager"])
    return client


def test_manager_reads_what_is_still_to_be_done(manager: Client, settings: LazySettings) -> None:
    settings.EMAIL_URL = "console:"
    settings.PUBLISHER = ""
    assert to_do(manager) == [
        "/gestion/importations/new/",
        "/gestion/accueil/",
        "/mentions-legales/",
        "/gestion/courriels/",
    ]
    page = manager.get("/gestion/").content.decode()
    assert "Premiers pas" in page
    assert 'href="/aide/importer-ses-notices/"' in page
    assert "PORTEE_PUBLISHER" in page


def test_each_step_is_ticked_by_what_is_there(manager: Client, settings: LazySettings) -> None:
    settings.EMAIL_URL = "smtp+tls://a:b@mail.example:587"
    for name in ("PUBLISHER", "PUBLICATION_DIRECTOR", "HOSTING", "CONTACT_EMAIL", "DPO_CONTACT"):
        setattr(settings, name, "x")
    manager.post("/gestion/accueil/")
    assert to_do(manager) == ["/gestion/importations/new/"]


def test_every_step_leads_to_a_page_and_to_the_guide(manager: Client) -> None:
    found = checklist(manager)
    assert found is not None
    for line in found.lines:
        assert manager.get(line.step.url).status_code == 200, line.step.url
        assert manager.get(line.guide_url).status_code == 200, line.guide_url


def test_steps_put_away_do_not_come_back(manager: Client) -> None:
    assert manager.post(CLOSE).headers["Location"] == "/gestion/"
    assert checklist(manager) is None
    first = PortalState.objects.get().steps_closed_at
    manager.post(CLOSE)
    assert PortalState.objects.get().steps_closed_at == first


def test_librarian_sees_her_own_steps_and_cannot_put_them_away(
    world: World, client: Client
) -> None:
    client.force_login(world.accounts["librarian"])
    found = checklist(client)
    assert found is not None
    assert [line.step.url for line in found.lines] == ["/gestion/importations/new/"]
    assert found.close_url == ""
    assert client.post(CLOSE).status_code == 403
    assert not PortalState.objects.exists()


def test_whoever_has_no_step_sees_no_list(world: World, client: Client) -> None:
    client.force_login(world.accounts["moderator"])
    assert checklist(client) is None
    assert "Premiers pas" not in client.get("/gestion/").content.decode()


def cost(client: Client) -> int:
    client.get("/gestion/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/gestion/")
    return len(queries)


def test_list_costs_a_dozen_queries_and_one_once_put_away(manager: Client) -> None:
    shown = cost(manager)
    manager.post(CLOSE)
    closed = cost(manager)
    assert closed <= 28
    assert shown - closed <= 12
