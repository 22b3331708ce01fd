"""Two librarians decide the same request at the same moment: one decision counts, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from portee.people.api import actor_of
from portee.people.models import Account, Membership, Registration
from portee.people.services.registration_decision import (
    RegistrationDecidedError,
    accept_registration,
)
from tests.people.wishes import ask
from tests.people.world import NOW, TODAY, build_world


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time")
def test_of_two_who_accept_together_one_is_told_who_came_first() -> None:
    world = build_world()
    number = ask(world).pk
    start = Barrier(2)

    def decide(name: str) -> str:
        try:
            actor = actor_of(account_id=world.accounts[name].pk, on=TODAY)
            start.wait(timeout=30)
            accept_registration(registration_id=number, actor=actor, at=NOW)
        except RegistrationDecidedError as error:
            return str(error)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(decide, ["librarian", "network_manager"]))
    decided_by = Registration.objects.get(pk=number).decided_by
    assert said[0] == ""
    assert str(decided_by) in said[1]
    assert Membership.objects.count() == 1
    assert Account.objects.filter(email="lea@example.org").count() == 1
