"""A hundred machines show one ticket at the same moment: exactly one is answered, on either database."""

import pytest

from tests.faults.installation import Installation

pytestmark = pytest.mark.fault

RACE = """
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from django.db import connections
from portee.access.services.cas_validation import TicketRefusedError, Validation, validate_ticket
from portee.access.services.ticket import issue_ticket
from portee.kernel.outbound import Client
from portee.protocols.cas import TicketKind
from tests.access.handover.world import CAS, NOW, SERVICE, build_door
from tests.people.world import build_world
door = build_door(build_world())
door.use("cas", CAS)
ticket = issue_ticket(kind=TicketKind.SERVICE, supplier=door.supplier, service=SERVICE, launch_id=None, at=NOW,
    account_id=door.world.accounts["resident"].pk, life=timedelta(seconds=20))
together = Barrier(100)
client = Client()
def ask(_number):
    together.wait()
    try:
        validate_ticket(Validation(service=SERVICE, ticket=ticket, version=2), at=NOW, client=client)
    except TicketRefusedError as refused:
        return refused.code.value
    finally:
        connections.close_all()
    return "yes"
with ThreadPoolExecutor(100) as pool:
    said = list(pool.map(ask, range(100)))
print(said.count("yes"), said.count("INVALID_TICKET"))
"""


def test_of_a_hundred_who_ask_at_once_sqlite_answers_one(
    sqlite_installation: Installation,
) -> None:
    assert sqlite_installation.python(RACE) == "1 99"


def test_of_a_hundred_who_ask_at_once_postgresql_answers_one(
    postgresql_installation: Installation,
) -> None:
    postgresql_installation.variables["PORTEE_DATABASE_POOL_SIZE"] = "20"
    assert postgresql_installation.python(RACE) == "1 99"
