"""The tree stays whole, whoever adds and moves at the same time."""

import threading

import pytest
from django.db import connection

from portee.kernel.transactions import retrying
from portee.network import api
from portee.network.errors import CodeTakenError, EstablishmentRefusedError, MoveRefusedError
from portee.network.models import Establishment, EstablishmentKind
from portee.network.services.establishment import (
    change_establishment,
    create_establishment,
    move_establishment,
)
from tests.network.conftest import AT, Create


def test_child_path_begins_with_the_path_of_its_parent(
    create: Create, network: Establishment
) -> None:
    child = create("caylus", parent=network)
    assert child.path.startswith(network.path)
    assert api.establishment_path(child.pk) == child.path


def test_adding_a_sibling_moves_nobody(create: Create, network: Establishment) -> None:
    zoo = create("zoo", parent=network)
    before = zoo.path
    create("abc", parent=network)
    zoo.refresh_from_db()
    assert zoo.path == before


def test_moving_a_group_takes_its_libraries_along(create: Create, network: Establishment) -> None:
    group = create("groupe", parent=network, kind=EstablishmentKind.COMMUNE_GROUP)
    other = create("autre", parent=network, kind=EstablishmentKind.COMMUNE_GROUP)
    library = create("caylus", parent=group)
    move_establishment(establishment_id=group.pk, parent_id=other.pk, at=AT)
    library.refresh_from_db()
    other.refresh_from_db()
    assert library.path.startswith(other.path)
    assert not any(Establishment.find_problems())


def test_node_cannot_be_moved_under_itself(create: Create, network: Establishment) -> None:
    child = create("caylus", parent=network)
    with pytest.raises(MoveRefusedError):
        move_establishment(establishment_id=network.pk, parent_id=child.pk, at=AT)
    with pytest.raises(MoveRefusedError):
        move_establishment(establishment_id=child.pk, parent_id=child.pk, at=AT)


def test_node_can_become_a_root(create: Create, network: Establishment) -> None:
    child = create("caylus", parent=network)
    move_establishment(establishment_id=child.pk, parent_id=None, at=AT)
    child.refresh_from_db()
    assert child.depth == 1
    assert not any(Establishment.find_problems())


def test_code_belongs_to_one_establishment(create: Create, network: Establishment) -> None:
    create("caylus", parent=network)
    with pytest.raises(CodeTakenError):
        create("caylus", parent=network)
    assert Establishment.objects.count() == 2


@pytest.mark.parametrize(
    "facts",
    [
        {"longitude": 1.0},
        {"longitude": 200.0, "latitude": 44.0},
        {"timezone_name": "Europe/Montauban"},
        {"website": "javascript:alert(1)"},
        {"insee_code": "8212"},
        {"name": ""},
        {"kind": "palace"},
    ],
)
def test_impossible_fact_is_refused_with_a_sentence(
    create: Create, db: None, facts: dict[str, object]
) -> None:
    with pytest.raises(EstablishmentRefusedError) as refusal:
        create("caylus", **facts)
    assert str(refusal.value)
    assert not Establishment.objects.exists()


def test_changing_nothing_is_no_change(
    create: Create, network: Establishment, django_capture_on_commit_callbacks: object
) -> None:
    later = AT.replace(year=2027)
    assert (
        change_establishment(establishment_id=network.pk, at=later, name="Réseau").changed_at == AT
    )
    changed = change_establishment(establishment_id=network.pk, at=later, name="Réseau uni")
    assert changed.changed_at == later
    network.refresh_from_db()
    assert network.sort_name == "reseau uni"


def test_whole_country_is_drawn_with_few_dots(create: Create, network: Establishment) -> None:
    for number in range(200):
        create(f"b{number}", parent=network, longitude=number % 20 / 2, latitude=43 + number / 30)
    found = api.draw_network()
    assert found
    assert sum(1 for _ in found.drawing.dots) + len(found.drawing.clusters) <= 120


@pytest.mark.django_db(transaction=True)
def test_establishments_added_at_once_all_find_a_place() -> None:
    root = create_establishment(
        code="reseau", parent_id=None, at=AT, name="Réseau", kind=EstablishmentKind.NETWORK
    )
    failures: list[BaseException] = []
    # The in-memory SQLite of tests does not wait for a lock as a file does: it asks to be tried again.
    patient = retrying(attempts=9)(create_establishment)

    def add(number: int) -> None:
        try:
            patient(
                code=f"b{number}",
                parent_id=root.pk,
                at=AT,
                name=f"B{number}",
                kind=EstablishmentKind.LIBRARY,
            )
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=add, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    root.refresh_from_db()
    assert not failures
    assert root.numchild == 6
    assert not any(Establishment.find_problems())
