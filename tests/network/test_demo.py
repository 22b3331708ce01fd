"""`portee demo` fills an empty installation, again without harm, and refuses a real one."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from portee.kernel import clock
from portee.kernel.actor import RoleKind
from portee.network import api as network
from portee.network.models import Establishment, OpeningException, OpeningPeriod
from portee.people import api as people
from tests.network.conftest import Create

ACCOUNTS = "demo-accounts.json"


@pytest.fixture
def data_dir(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.DATA_DIR = tmp_path
    moment = datetime(2026, 11, 22, 9, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return tmp_path


def test_demonstration_has_every_kind_of_place_and_one_account_of_each_role(
    db: None, data_dir: Path
) -> None:
    call_command("demo", sources=[])
    assert network.count_establishments() == 34
    kinds = {place.kind for place in network.list_establishments()}
    assert kinds >= {"network", "commune_group", "library", "conservatoire", "school"}
    assert any(place.is_virtual for place in network.list_establishments())
    assert not any(Establishment.find_problems())
    for kind in RoleKind:
        account = people.find_account(email=f"{kind.value}@demo.example")
        assert account
        actor = people.actor_of(account_id=account.id, on=clock.now().date())
        assert {grant.role for grant in actor.grants} == {kind}


def test_passwords_are_random_and_readable_by_their_owner_only(db: None, data_dir: Path) -> None:
    call_command("demo", sources=[])
    noted = json.loads((data_dir / ACCOUNTS).read_text(encoding="utf-8"))
    assert len({entry["password"] for entry in noted}) == len(RoleKind)
    assert all(len(entry["password"]) >= 12 and entry["label"] for entry in noted)
    assert (data_dir / ACCOUNTS).stat().st_mode & 0o077 == 0


def test_demonstration_made_twice_is_made_once(db: None, data_dir: Path) -> None:
    call_command("demo", sources=[])
    before = list(Establishment.objects.values()), OpeningPeriod.objects.count()
    noted = (data_dir / ACCOUNTS).read_text(encoding="utf-8")
    call_command("demo", sources=[])
    assert (list(Establishment.objects.values()), OpeningPeriod.objects.count()) == before
    assert (data_dir / ACCOUNTS).read_text(encoding="utf-8") == noted


def test_closed_week_is_to_come(db: None, data_dir: Path) -> None:
    call_command("demo", sources=[])
    assert OpeningException.objects.exists()
    assert all(days.end_date >= clock.now().date() for days in OpeningException.objects.all())


def test_invented_hours_say_so(db: None, data_dir: Path) -> None:
    call_command("demo", sources=[])
    silent = Establishment.objects.filter(opening_periods__isnull=False, hours_note="")
    assert not silent.exists()


def test_real_network_is_left_alone(create: Create, data_dir: Path) -> None:
    create("vrai-reseau", kind="network")
    with pytest.raises(CommandError) as refusal:
        call_command("demo", sources=[])
    assert str(refusal.value)
    call_command("demo", if_empty=True, sources=[])
    assert Establishment.objects.count() == 1
    assert not (data_dir / ACCOUNTS).exists()
