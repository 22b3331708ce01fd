"""Fault 18: the mail server is down, silent, or refuses. No reader waits for it, no mail is lost, the staff sees it."""

import time

import pytest

from tests.faults.installation import Installation, Program, free_port, wait_for
from tests.faults.mail_server import MailServer

# Mails wait in a table like any other: the second database waits for the night.
pytestmark = [pytest.mark.fault, pytest.mark.nightly(on="postgresql")]

GIVEN_UP = """
from portee.kernel.jobs import dead_letters
from portee.kernel.mail import unsent_mails
print([(letter.name, letter.reason, letter.failures) for letter in dead_letters()])
print([(mail.attempts, mail.last_error) for mail in unsent_mails()])
"""

RETRY = """
from portee.kernel.jobs import dead_letters, retry_job
for letter in dead_letters():
    retry_job(letter.job_id)
"""


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def worker(installation: Installation, port: int) -> Program:
    """The site and its worker, whose mail server is at the port: nobody listens there yet."""
    installation.variables["PORTEE_EMAIL_URL"] = f"smtp://127.0.0.1:{port}?timeout=0.5"
    installation.serve()
    return installation.start("worker")


def post_a_mail(installation: Installation) -> float:
    """Ask for a page that sends a mail; how long the reader waited."""
    began_at = time.monotonic()
    assert installation.post("/essai/courriel/un")[0] == 200
    return time.monotonic() - began_at


def unsent(installation: Installation) -> list[tuple[int, str]]:
    """Attempts and last error of the mails that have not left."""
    return installation.rows(
        "SELECT attempts, last_error FROM kernel_outgoingmail WHERE sent_at IS NULL"
    )


def has_left(installation: Installation) -> bool:
    return installation.rows(
        "SELECT recipient_count FROM kernel_outgoingmail WHERE sent_at IS NOT NULL"
    ) == [(1,)]


def test_a_mail_waits_for_a_server_that_is_down_and_leaves_when_it_is_back(
    installation: Installation, worker: Program, port: int
) -> None:
    assert post_a_mail(installation) < 2
    wait_for(lambda: unsent(installation)[0][0] >= 2, seconds=40, program=worker)
    assert unsent(installation)[0][1] == "ConnectionRefusedError 111"
    with MailServer(port=port, behaviour="good") as server:
        wait_for(lambda: server.received, seconds=40, program=worker)
        wait_for(lambda: has_left(installation), seconds=10, program=worker)
    (message,) = server.received
    assert b"Subject: Sujet un\r\n" in message


def test_a_silent_server_makes_nobody_wait_but_the_worker(
    installation: Installation, worker: Program, port: int
) -> None:
    with MailServer(port=port, behaviour="silent"):
        assert post_a_mail(installation) < 2
        wait_for(lambda: unsent(installation)[0][0] >= 1, seconds=40, program=worker)
        assert max(post_a_mail(installation) for _ in range(5)) < 2
    errors = {error for attempts, error in unsent(installation) if attempts}
    # What smtplib makes of an answer that does not come in time.
    assert errors == {"SMTPServerDisconnected"}


def test_a_mail_that_is_refused_nine_times_waits_for_the_staff_who_may_send_it_again(
    installation: Installation, worker: Program, port: int
) -> None:
    with MailServer(port=port, behaviour="refusing") as server:
        assert post_a_mail(installation) < 2
        wait_for(lambda: unsent(installation)[0][0] == 9, seconds=90, program=worker)
        time.sleep(1)
        told = installation.python(GIVEN_UP)
        assert "kernel.mail.tasks.send_outgoing_mail" in told
        assert "SMTPRecipientsRefused 550" in told
        assert "lectrice" not in told + worker.said()
        server.behaviour = "good"
        installation.python(RETRY)
        wait_for(lambda: has_left(installation), seconds=40, program=worker)
    assert len(server.received) == 1
