"""The trail of changes cannot be altered unseen."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from portee.people.models import AuditAction, AuditEntry
from portee.people.services.audit_entry import append_entry, verify_entries
from tests.people.world import NOW, SETTING_UP, World


def test_untouched_trail_is_whole(world: World) -> None:
    assert AuditEntry.objects.count() > 10
    assert verify_entries() == []


def test_empty_trail_is_whole(db: None) -> None:
    assert verify_entries() == []


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time"
)
@pytest.mark.django_db(transaction=True)
def test_entries_written_at_the_same_time_follow_each_other() -> None:
    def write(account_id: int) -> None:
        try:
            for _ in range(5):
                append_entry(
                    actor=SETTING_UP,
                    action=AuditAction.ACCOUNT_CREATED,
                    account_id=account_id,
                    at=NOW,
                )
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as writers:
        for written in [writers.submit(write, account_id) for account_id in range(1, 5)]:
            written.result()
    assert AuditEntry.objects.count() == 20
    assert verify_entries() == []


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_altered_entry_is_found(world: World, place: str) -> None:
    keys = list(AuditEntry.objects.values_list("pk", flat=True))
    key = {"first": keys[0], "middle": keys[len(keys) // 2], "last": keys[-1]}[place]
    AuditEntry.objects.filter(pk=key).update(actor_account_id=4242)
    assert any(line.startswith(f"{key}:") for line in verify_entries())


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_removed_entry_is_missed(world: World, place: str) -> None:
    keys = list(AuditEntry.objects.values_list("pk", flat=True))
    key = {"first": keys[0], "middle": keys[len(keys) // 2], "last": keys[-1]}[place]
    AuditEntry.objects.filter(pk=key).delete()
    assert verify_entries()


def test_command_says_so_and_fails(world: World) -> None:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert out.getvalue() == "Le journal des changements est intact.\n"
    AuditEntry.objects.filter(pk=AuditEntry.objects.latest("pk").pk).delete()
    with pytest.raises(SystemExit) as left:
        call_command("verify_audit", stdout=StringIO(), stderr=StringIO())
    assert left.value.code == 1
