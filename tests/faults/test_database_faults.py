"""Faults 8, 10 and 11: the database restarts, is locked by somebody else, or asks for the work to be done again."""

import sqlite3
import time
from contextlib import closing

import pytest

from tests.faults.cluster import Cluster
from tests.faults.installation import Installation, free_port, wait_for
from tests.faults.writers import Writers, stored

pytestmark = pytest.mark.fault

LOCKED_FOR = 10.0
STARTED = "SELECT pg_postmaster_start_time()"


def test_writers_wait_while_another_one_locks_sqlite_for_ten_seconds(
    sqlite_installation: Installation,
) -> None:
    server = sqlite_installation.serve()
    path = sqlite_installation.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE kernel_scheduledslot SET name = name")
        locked_at = time.monotonic()
        with Writers(sqlite_installation) as writers:
            reads = []
            while time.monotonic() - locked_at < LOCKED_FOR:
                began_at = time.monotonic()
                assert sqlite_installation.get("/essai/lire") == (200, "0")
                reads.append(time.monotonic() - began_at)
                time.sleep(0.5)
            assert writers.answers == []
            other.execute("COMMIT")
            wait_for(lambda: len(writers.answers) > 20, seconds=20, program=server)
    assert {status for _at, status in writers.answers} == {200}
    assert set(writers.acknowledged) == stored(sqlite_installation, "first half")
    assert max(reads) < 2
    assert server.stop() == 0
    assert "locked" not in server.said()


def test_a_restart_of_postgresql_costs_errors_only_while_it_lasts(
    cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("restarted")
    installation = Installation(folder, cluster.url, free_port())
    try:
        migration = installation.start("migrate")
        assert migration.process.wait(timeout=180) == 0, migration.said()
        server, worker = installation.serve(), installation.start("worker")
        with Writers(installation) as writers:
            wait_for(lambda: writers.acknowledged, seconds=10, program=server)
            first_start = installation.rows(STARTED)
            down_at = time.monotonic()
            cluster.restart_at_once()
            up_at = time.monotonic()
            assert installation.rows(STARTED) != first_start
            wait_for(lambda: writers.answered_since(up_at), seconds=10, program=server)
            time.sleep(3)
        # A write under way when the server fell is the window's too: the longest takes a few hundredths of a second.
        errors = [at for at, status in writers.answers if status != 200]
        assert all(down_at - 1 <= at <= up_at + 1 for at in errors), (up_at, errors[-5:])
        assert set(writers.acknowledged) <= stored(installation, "first half")
        installation.python(
            "from portee.kernel.jobs import enqueue\n"
            "from tests.faults.trial_jobs import take_time\n"
            "enqueue(take_time, key='after', seconds=0)"
        )
        done = "SELECT slot FROM kernel_scheduledslot WHERE name = 'job'"
        wait_for(lambda: installation.rows(done), seconds=20, program=worker)
        assert (worker.stop(), server.stop()) == (0, 0)
    finally:
        installation.stop_all()


TOGETHER = """
import threading
from django.db import connection
from django.db.models import F
from portee.kernel import clock
from portee.kernel.models import OutgoingMail
from portee.kernel.transactions import retrying

OutgoingMail.objects.bulk_create(
    OutgoingMail(pk=pk, recipient_count=0, message=b"", queued_at=clock.now()) for pk in (1, 2)
)
met = threading.Barrier(2)
runs = []

def meet():
    if len(runs) <= 2:
        met.wait(timeout=10)

def add_one(pk):
    OutgoingMail.objects.filter(pk=pk).update(recipient_count=F("recipient_count") + 1)

@retrying(attempts=3)
def cross(first, second):
    runs.append(first)
    add_one(first)
    meet()
    add_one(second)

@retrying(attempts=3)
def read_then_write(first, second):
    runs.append(first)
    connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
    counts = [OutgoingMail.objects.get(pk=pk).recipient_count for pk in (1, 2)]
    meet()
    for pk, count in zip((1, 2), counts, strict=True):
        OutgoingMail.objects.filter(pk=pk).update(recipient_count=count + 1)

def work(*order):
    {work}(*order)
    connection.close()

threads = [threading.Thread(target=work, args=order) for order in ((1, 2), (2, 1))]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(runs), *OutgoingMail.objects.order_by("pk").values_list("recipient_count", flat=True))
"""
"""Two transactions add one to two counters and meet in the middle, once. Prints the attempts and the counters."""


@pytest.mark.parametrize("work", ["cross", "read_then_write"])
def test_work_undone_by_a_deadlock_or_a_serialisation_failure_is_done_again_once(
    postgresql_installation: Installation, work: str
) -> None:
    assert postgresql_installation.python(TOGETHER.replace("{work}", work)) == "3 2 2"


BUSY = """
import sqlite3, threading, time
from django.db import OperationalError, connection
from portee.kernel import clock
from portee.kernel.models import ScheduledSlot
from portee.kernel.transactions import retrying

def write():
    ScheduledSlot.objects.create(name="kept", slot="1", queued_at=clock.now())

connection.cursor().execute("PRAGMA busy_timeout = 300")
other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
other.execute("BEGIN IMMEDIATE")
try:
    retrying(attempts=1)(write)()
except OperationalError as error:
    print(error)
threading.Timer(0.5, lambda: other.execute("COMMIT")).start()
retrying(attempts=3)(write)()
print(ScheduledSlot.objects.filter(name="kept").count())
"""


def test_sqlite_that_stays_busy_is_asked_again(sqlite_installation: Installation) -> None:
    assert sqlite_installation.python(BUSY).splitlines() == ["database is locked", "1"]


COPIED = """
import os, threading, time
from django.db import connection
from portee.kernel.processes.fork import leave_no_connection_open

answers = []

def ask():
    with connection.cursor() as cursor:
        answers.append(cursor.execute("SELECT 1"))

ask()
assert [thread for thread in threading.enumerate() if thread.name.startswith("pool-")]
# Whoever waited made the pool grow: once it has, nothing of it stays free, so that the copy has to ask for more.
while (state := connection.pool.get_stats())["pool_available"] + 1 < state["pool_size"]:
    time.sleep(0.01)
held = [connection.pool.getconn() for _ in range(state["pool_available"])]
{first}
if os.fork() == 0:
    answers.clear()
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(5)
    os._exit(0 if answers else 1)
print("answered" if os.wait()[1] == 0 else "waited in vain")
"""
"""A process that asked its pool is copied, and a thread of the copy asks in turn."""


@pytest.mark.parametrize(
    ("first", "outcome"), [("leave_no_connection_open()", "answered"), ("", "waited in vain")]
)
def test_a_copy_of_a_process_waits_in_vain_for_a_pool_that_was_left_open(
    postgresql_installation: Installation, first: str, outcome: str
) -> None:
    assert postgresql_installation.python(COPIED.replace("{first}", first)) == outcome
