"""Whoever is erased, or whose guardian withdraws the consent, leaves suppliers too: they are told."""

from typing import Any

import jwt
import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from portee.access.models import SupplierSession
from portee.access.services.oidc_token import logout_token
from portee.access.sheets.reading import read_sheet
from portee.access.sheets.schema import Oidc
from portee.access.tasks import end_supplier_sessions
from portee.kernel import clock, events
from portee.people.api import actor_of
from portee.people.events import GuardianConsentWithdrawn
from portee.people.services.account_erasure import erase_account
from tests.access.handover.test_cas import asked, ticket_of
from tests.access.handover.world import CAS, Door

SERVICE = CAS["services"][0]["address"]
CLIENT = {"schema": 1, "client_id": "films", "redirect_uris": [{"address": SERVICE}]}


@pytest.fixture
def resident(door: Door) -> int:
    """The account of a resident who is inside, at the supplier."""
    door.use("cas", CAS)
    browser = Client()
    account = door.world.accounts["resident"]
    browser.force_login(account)
    asked("serviceValidate", service=SERVICE, ticket=ticket_of(browser, SERVICE))
    assert SupplierSession.objects.get().account_id == account.pk
    return int(account.pk)


def ends(account_id: int | None) -> int:
    """How many jobs end the sessions of that account; None, of the erased."""
    tasks = DBTaskResult.objects.filter(task_path__endswith="end_supplier_sessions")
    return sum(task.args_kwargs["kwargs"] == {"account_id": account_id} for task in tasks)


def test_supplier_is_told_of_somebody_who_is_erased_and_her_name_is_kept_nowhere(
    resident: int,
) -> None:
    actor = actor_of(account_id=resident, on=clock.today())
    erase_account(account_id=resident, actor=actor, at=clock.now())
    session = SupplierSession.objects.get()
    assert session.account_id is None
    assert ends(None) == 1
    end_supplier_sessions.call(account_id=None)
    session.refresh_from_db()
    assert session.ended_at is not None
    assert DBTaskResult.objects.filter(task_path__endswith="tell_supplier_end").count() == 1


def test_whoever_was_nowhere_leaves_no_job_behind(door: Door) -> None:
    account = door.world.accounts["resident"]
    erase_account(
        account_id=account.pk,
        actor=actor_of(account_id=account.pk, on=clock.today()),
        at=clock.now(),
    )
    assert ends(None) == 0


def test_client_is_told_of_the_session_of_somebody_who_has_no_name_any_more(
    door: Door, settings: Any, tmp_path: Any
) -> None:
    settings.DATA_DIR = tmp_path
    session = SupplierSession(
        supplier=door.supplier, reference="s1", end_at=SERVICE, opened_at=clock.now()
    )
    sheet = read_sheet("oidc", CLIENT)
    assert isinstance(sheet, Oidc)
    token = logout_token(session, sheet=sheet, at=clock.now())
    said = jwt.decode(token, options={"verify_signature": False})
    assert said["sid"] == "s1"
    assert "sub" not in said


def test_consent_withdrawn_ends_what_the_child_opened_at_suppliers(
    resident: int, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        events.publish(GuardianConsentWithdrawn(account_id=resident, at=clock.now()))
    assert ends(resident) == 1
