"""Every address × every role × the right and the wrong establishment, by GET and by POST.

The table is `url_table.py`, its words `url_rules.py`. One small network serves all: each request happens inside a
savepoint that is undone.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from portee.catalogue.indexing.engine import IN_MEMORY
from portee.network.models import Establishment
from portee.people.models import Account, ReaderDirectory, Role
from portee.portal.models import HomeBlock, PortalState
from portee.portal.search_budget import budget
from tests.answers import let_go
from tests.architecture.address_book import addresses
from tests.architecture.url_rules import CLOSED, PERSONAS, PLACES, Answer, Persona, Row
from tests.architecture.url_table import TABLE
from tests.people.world import PASSWORD, TODAY, World, build_world

# Who may do what is decided by the same queries on both databases: the second one waits for the night.
pytestmark = [pytest.mark.django_db, pytest.mark.nightly(on="postgresql")]

CLOSED_LIST = Path(__file__).with_name("closed_addresses.txt")
CLOSED_ROUTES = frozenset(
    line for line in CLOSED_LIST.read_text().splitlines() if line and not line.startswith("#")
)
FOR_MACHINES = {"oidc/token": 401, "alertes/arreter/<str:token>/": 404}
"""Asked by a server or a mail program, which no browser leads: their own secret is the proof, and without it they are
refused so; a session says nothing there."""
ADDRESSES = {address.route: address for address in addresses()}
CLOSED_ROW = Row(CLOSED, CLOSED)
EXTREMES = (PERSONAS[0], PERSONAS[-1])
STATUS = {
    200: Answer.PAGE,
    401: Answer.UNKNOWN_MACHINE,
    403: Answer.REFUSED,
    404: Answer.ABSENT,
    405: Answer.NOT_THIS_WAY,
    502: Answer.BAD_GATEWAY,
}


class Town:
    """The small network, and a session for each persona."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sessions = {persona.name: self._session(persona) for persona in PERSONAS}

    def _session(self, persona: Persona) -> str:
        if persona.is_visitor:
            return ""
        client = Client()
        client.force_login(self.world.accounts[persona.name])
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def client(self, persona: Persona, **options: Any) -> Client:
        """A fresh browser of the persona."""
        client = Client(raise_request_exception=False, **options)
        if key := self.sessions[persona.name]:
            client.cookies[settings.SESSION_COOKIE_NAME] = key
        return client


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """Build the network once; undo it when the module is done.

    The pages of errors, drawn thousands of times here, have tests of their own: bare ones stand in for them.
    """
    with (
        django_db_blocker.unblock(),
        override_settings(
            ACCOUNT_RATE_LIMITS=False,
            # The people of the table signed in when it began, which may be long ago when it ends.
            ACCOUNT_REAUTHENTICATION_TIMEOUT=86_400,
            SEARCH_URL=IN_MEMORY,
        ),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        # Groups are derived again on the first request of another day, which the day of the world spares.
        patch.setattr("portee.kernel.clock.today", lambda: TODAY)
        patch.setattr("config.urls.handler403", bare_page(403))
        patch.setattr("config.urls.handler404", bare_page(404))
        world = build_world()
        Account.objects.update(password=make_password(PASSWORD))
        for account in world.accounts.values():
            account.refresh_from_db()
        yield Town(world)
        transaction.set_rollback(True)


def bare_page(status: int) -> Callable[[HttpRequest, Exception], HttpResponse]:
    return lambda _request, exception: HttpResponse(status=status)


def row_of(route: str) -> Row | None:
    return CLOSED_ROW if route in CLOSED_ROUTES else TABLE.get(route)


def answer_of(response: HttpResponse) -> Answer | str:
    """What the response amounts to, in the words of the table; a file that it was sending is closed."""
    let_go(response)
    if response.status_code in (301, 302):
        location = response.headers["Location"]
        if location.removeprefix("/en").startswith("/connexion/"):
            return Answer.SIGN_IN
        is_ours = location.startswith("/") and not location.startswith("//")
        return Answer.ELSEWHERE if is_ours else f"leads away to {location}"
    if response.status_code == 422:
        return Answer.CORRECT_IT
    return STATUS.get(response.status_code, f"status {response.status_code}")


def ask(town: Town, persona: Persona, method: str, path: str, data: dict[str, Any]) -> Answer | str:
    """Send one request and undo it."""
    with transaction.atomic():
        response = getattr(town.client(persona), method)(path, data)
        transaction.set_rollback(True)
    return answer_of(response)


def harm_of(
    town: Town, persona: Persona, path: str, data: dict[str, Any], before: list[Any]
) -> bool:
    """Whether a POST changes any of the rows as they were before; undone."""
    with transaction.atomic():
        town.client(persona).post(path, data)
        changed = rows() != before
        transaction.set_rollback(True)
    return changed


def rows() -> list[Any]:
    """What staff screens may change, and the sessions."""
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (
            Account,
            Role,
            ReaderDirectory,
            Establishment,
            Session,
            HomeBlock,
            PortalState,
        )
    ]


def test_every_address_is_in_the_table() -> None:
    known = CLOSED_ROUTES | set(TABLE)
    assert set(ADDRESSES) - known == set(), "decide who may use these, then add them to the table"
    assert known - set(ADDRESSES) == set(), "these addresses are gone: take them out of the table"
    assert not CLOSED_ROUTES & set(TABLE)


@pytest.mark.parametrize("route", list(ADDRESSES))
def test_address_answers_each_role_as_the_table_says(town: Town, route: str) -> None:
    address, row = ADDRESSES[route], row_of(route)
    assert row is not None, f"“{route}” is not in the table"
    wrong = []
    for place in PLACES if row.values(town.world, "here") else PLACES[:1]:
        path = address.path(**row.values(town.world, place))
        data = dict(row.data(town.world, place))
        for persona in PERSONAS:
            asked = [("get", path, row.get), ("post", path, row.post)]
            # Rights are written in no language: who may least and who may most tell whether English asks for them.
            if address.is_translated and persona in EXTREMES:
                asked.append(("get", f"/en{path}", row.get))
            for method, target, rule in asked:
                expected, got = rule(persona, place), ask(town, persona, method, target, data)
                if got != expected:
                    wrong.append(f"{method} {target} as {persona.name}: {got}, not {expected}")
    assert not wrong, "\n".join(wrong)


REFUSALS = (Answer.REFUSED, Answer.ABSENT, Answer.NOT_THIS_WAY)


@pytest.mark.parametrize("route", [route for route in TABLE if route.startswith("gestion/")])
def test_refused_post_changes_nothing(town: Town, route: str) -> None:
    row = TABLE[route]
    for place in PLACES:
        path = ADDRESSES[route].path(**row.values(town.world, place))
        data = dict(row.data(town.world, place))
        before = rows()
        for persona in PERSONAS:
            if row.post(persona, place) in REFUSALS:
                assert not harm_of(town, persona, path, data, before), f"{path} as {persona.name}"


@pytest.mark.parametrize("route", list(ADDRESSES))
def test_post_without_proof_of_origin_is_refused_everywhere(town: Town, route: str) -> None:
    """Cross-site request forgery, against the most powerful role and against a visitor."""
    path = ADDRESSES[route].path()
    for persona in EXTREMES:
        client = town.client(
            persona, enforce_csrf_checks=True, headers={"Origin": "https://evil.example"}
        )
        before = rows()
        refusal = FOR_MACHINES.get(route, 403)
        assert client.post(path).status_code == refusal, f"{path} as {persona.name}"
        assert rows() == before


@pytest.fixture(autouse=True)
def _empty_cache(town: Town) -> None:
    cache.clear()
    budget.forget()
